/// The front of the house: the server, its table of routes, strict JSON, and the one place that
/// turns a fault into a response.
///
/// Everything that comes in is bounded (connections, header and body sizes, times) before any other
/// room sees it. What fails in an unforeseen way is answered 500 without a word of why, and logged.
@NullMarked
package dev.warder.http;

import org.jspecify.annotations.NullMarked;
