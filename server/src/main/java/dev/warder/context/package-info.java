/// Senses what can be told of a call from its raw facts: where its address lies, what kind of
/// network that is, which program made the call. Owns the intel files.
///
/// Everything here is a look-up in an immutable [dev.warder.context.Snapshot], behind bounded
/// caches; a file that is replaced becomes a new snapshot, swapped in at once. What the data does
/// not say is listed as missing, and missing is never read as safe or as risk.
@NullMarked
package dev.warder.context;

import org.jspecify.annotations.NullMarked;
