package dev.warder.model;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One call that somebody wants to make, as a gateway told it, canonicalised once.
///
/// @param time when the call was made, by our clock unless the caller may replay
/// @param gateway id of the gateway's own token; who vouches for the address
/// @param method upper case
/// @param host lower case, without port; empty where unknown
/// @param headers the few that are looked at, names in lower case
/// @param problem why the call could not be read without doubt; such a call is recorded and denied
/// @param assertion what a caller vouches for in place of a credential; absent for all other calls
/// @param possession of a key, as far as the call showed it; never recorded
/// @param trace that the call belongs to; absent where it is followed in none
public record Attempt(
    Instant time,
    String gateway,
    Credential credential,
    String method,
    String scheme,
    String host,
    CanonicalPath path,
    @Nullable Address source,
    Map<String, String> headers,
    @Nullable String problem,
    @Nullable Assertion assertion,
    Possession possession,
    @Nullable Trace trace) {

  public Attempt {
    headers = Map.copyOf(headers);
  }

  /// A call that is followed in no trace.
  public Attempt(
      Instant time,
      String gateway,
      Credential credential,
      String method,
      String scheme,
      String host,
      CanonicalPath path,
      @Nullable Address source,
      Map<String, String> headers,
      @Nullable String problem,
      @Nullable Assertion assertion,
      Possession possession) {
    this(
        time,
        gateway,
        credential,
        method,
        scheme,
        host,
        path,
        source,
        headers,
        problem,
        assertion,
        possession,
        null);
  }

  /// A call that shows its own credential, or none, and no key.
  public Attempt(
      Instant time,
      String gateway,
      Credential credential,
      String method,
      String scheme,
      String host,
      CanonicalPath path,
      @Nullable Address source,
      Map<String, String> headers,
      @Nullable String problem) {
    this(
        time,
        gateway,
        credential,
        method,
        scheme,
        host,
        path,
        source,
        headers,
        problem,
        null,
        Possession.NONE);
  }

  /// Whether habits show in it: an assertion without an address says nothing of where and how.
  public boolean isTelling() {
    return assertion == null || source != null;
  }

  public String userAgent() {
    return headers.getOrDefault("user-agent", "");
  }
}
