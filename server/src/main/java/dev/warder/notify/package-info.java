/// Tells others what happened here.
@NullMarked
package dev.warder.notify;

import org.jspecify.annotations.NullMarked;
