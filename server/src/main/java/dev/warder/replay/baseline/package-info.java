/// What others published for the same purpose, each in a small class that names its source, run
/// over the same calls.
@NullMarked
package dev.warder.replay.baseline;

import org.jspecify.annotations.NullMarked;
