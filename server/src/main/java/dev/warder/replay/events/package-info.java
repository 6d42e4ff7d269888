/// Calls from elsewhere, as they are judged again: the stream's own form, and readers of the forms
/// that logs come in.
@NullMarked
package dev.warder.replay.events;

import org.jspecify.annotations.NullMarked;
