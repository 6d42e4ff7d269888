/// Hands decisions on as spans of distributed traces (OpenTelemetry, OTLP over HTTP).
///
/// Traces are for those who look for what is slow or broken, and may be lost; the journal is what
/// proves. So spans wait in heap, bounded, and what does not fit is passed over and counted.
@NullMarked
package dev.warder.notify.trace;

import org.jspecify.annotations.NullMarked;
