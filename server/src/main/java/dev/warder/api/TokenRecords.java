package dev.warder.api;

import dev.warder.model.Binding;
import dev.warder.model.Cidr;
import dev.warder.model.RateLimit;
import dev.warder.model.Ties;
import dev.warder.model.Token;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the journal is told of a token: all that may be known of it, and no digest.
final class TokenRecords {
  private TokenRecords() {}

  static Map<String, Object> whole(Token token) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("principal", token.principal().id());
    details.put("kind", token.principal().kind().wire());
    details.putAll(changeable(token));
    Ties ties = token.ties();
    Binding binding = ties.binding();
    if (binding != null) {
      details.put("bind", binding.way().wire());
      details.put("key", binding.thumbprint());
      details.put("bindWhen", binding.always() ? "always" : "asked");
    }
    if (!ties.parents().isEmpty()) {
      details.put("parents", ties.parents());
      details.put("actors", ties.actors());
    }
    if (ties.calls() != null) {
      details.put("calls", ties.calls());
    }
    return details;
  }

  /// Only what differs, as it was and as it shall be.
  static Map<String, Object> difference(Token before, Token after) {
    Map<String, Object> old = changeable(before);
    Map<String, Object> now = changeable(after);
    Map<String, Object> was = new LinkedHashMap<>();
    Map<String, Object> becomes = new LinkedHashMap<>();
    now.forEach((name, value) -> {
      if (!Objects.equals(value, old.get(name))) {
        was.put(name, Objects.requireNonNull(old.get(name)));
        becomes.put(name, value);
      }
    });
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("principal", after.principal().id());
    details.put("from", was);
    details.put("to", becomes);
    details.put("version", after.version());
    return details;
  }

  private static Map<String, Object> changeable(Token token) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("name", token.name());
    details.put("scopes", token.scopes());
    details.put("expiresAt", orNever(token.expiresAt()));
    details.put("allowCidrs", token.allowCidrs().stream().map(Cidr::toString).toList());
    details.put("rateLimit", limit(token.rateLimit()));
    details.put("tags", token.tags());
    return details;
  }

  private static String orNever(@Nullable Instant time) {
    return time == null ? "never" : Times.text(time);
  }

  private static Map<String, Object> limit(@Nullable RateLimit limit) {
    return limit == null
        ? Map.of()
        : Map.of("requests", limit.requests(), "per", limit.per().toString());
  }
}
