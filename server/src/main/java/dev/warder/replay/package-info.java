/// Runs recorded decisions through the engine again: what a draft policy would have said, and
/// whether every record comes out as it was recorded.
///
/// Reads a journal's files alone, also beside a live service, and changes nothing.
@NullMarked
package dev.warder.replay;

import org.jspecify.annotations.NullMarked;
