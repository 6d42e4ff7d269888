/// Reading what gateways log of calls, so that it becomes observations.
@NullMarked
package dev.warder.app.watch;

import org.jspecify.annotations.NullMarked;
