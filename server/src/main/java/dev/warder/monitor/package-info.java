/// Watches the stream of decisions and outcomes behind their records: detectors find what is odd
/// over many calls, and what they find about one subject becomes one incident. Nothing here can
/// slow or fail a decision.
@NullMarked
package dev.warder.monitor;

import org.jspecify.annotations.NullMarked;
