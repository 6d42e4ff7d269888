package dev.warder.gateway;

import java.time.Instant;
import java.util.Iterator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a gateway told of a call, word for word. Absent is what it did not tell.
///
/// @param time given only by callers that may replay
/// @param token a credential that the dialect has a place of its own for
/// @param target path and query
/// @param headers the call's own headers
/// @param trusted headers that the gateway speaks in, in lower case
/// @param certificate thumbprint of the client's certificate; dialects that have no place for one
///   tell none
/// @param problem what the dialect already found to be ambiguous
record Told(
    @Nullable Instant time,
    @Nullable String token,
    @Nullable String method,
    @Nullable String scheme,
    @Nullable String host,
    @Nullable String target,
    Origin origin,
    HeaderSource headers,
    Set<String> trusted,
    @Nullable String certificate,
    @Nullable String problem) {

  /// Where a call is said to come from.
  sealed interface Origin {
    /// The gateway names the client itself.
    record Named(@Nullable String address) implements Origin {}

    /// The gateway hands on the chain of hops (`X-Forwarded-For`), the nearest last.
    record Chain(Iterator<String> values) implements Origin {}
  }
}
