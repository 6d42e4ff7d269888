@NullMarked
package dev.warder.client;

import org.jspecify.annotations.NullMarked;
