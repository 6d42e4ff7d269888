package dev.warder.replay.evaluate;

import dev.warder.context.Senses;
import dev.warder.model.Attempt;
import dev.warder.model.CanonicalPath;
import dev.warder.model.Context;
import dev.warder.model.Credential;
import dev.warder.model.Fault;
import dev.warder.replay.events.Call;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// Turns calls of a stream into what the service would have seen of them. Not thread-safe.
final class Sense {
  private static final Credential CREDENTIAL = new Credential.Absent();

  private final Senses senses;
  private final Map<String, Map<String, String>> headers = new HashMap<>();

  Sense(Senses senses) {
    this.senses = senses;
  }

  Context context(Call call) {
    return senses.sense(attempt(call));
  }

  Context context(Attempt attempt) {
    return senses.sense(attempt);
  }

  Attempt attempt(Call call) {
    Map<String, String> sent =
        headers.computeIfAbsent(call.userAgent(), agent -> Map.of("user-agent", agent));
    CanonicalPath path;
    String problem = null;
    try {
      path = CanonicalPath.parse(call.path());
    } catch (Fault.Invalid e) {
      path = CanonicalPath.unreadable(call.path());
      problem = e.publicText();
    }
    return new Attempt(
        Instant.ofEpochMilli(call.time()),
        "replay",
        CREDENTIAL,
        call.method(),
        "https",
        call.host(),
        path,
        call.source(),
        sent,
        problem);
  }
}
