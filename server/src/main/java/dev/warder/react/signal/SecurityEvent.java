package dev.warder.react.signal;

import dev.warder.model.Fault;
import dev.warder.notify.signal.SubjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// What a security event token says (RFC 8417), read from its claims.
///
/// @param audience whom it is for
/// @param subject whom it is about, as it came
/// @param events payloads by the URI of their type
public record SecurityEvent(
    String issuer,
    String jti,
    Instant issuedAt,
    List<String> audience,
    JsonNode subject,
    Map<String, JsonNode> events) {
  private static final int LONGEST_ID = 500;
  private static final int MOST_EVENTS = 20;

  public SecurityEvent {
    audience = List.copyOf(audience);
    events = Map.copyOf(events);
  }

  /// @throws Refused where these are no claims of such a token
  public static SecurityEvent of(JsonNode claims) throws Refused {
    Map<String, JsonNode> events = new LinkedHashMap<>();
    claims.path("events").properties().forEach(e -> events.put(e.getKey(), e.getValue()));
    String jti = claims.path("jti").asString("");
    boolean whole =
        !claims.path("iss").asString("").isEmpty()
            && !jti.isEmpty()
            && jti.length() <= LONGEST_ID
            && claims.path("iat").isIntegralNumber()
            && !events.isEmpty()
            && events.size() <= MOST_EVENTS;
    if (!whole) {
      throw new Refused("invalid_request", "a security event has iss, jti, iat, aud and events");
    }
    List<String> audience = new ArrayList<>();
    JsonNode aud = claims.path("aud");
    if (aud.isArray()) {
      aud.forEach(each -> audience.add(each.asString("")));
    } else {
      audience.add(aud.asString(""));
    }
    return new SecurityEvent(
        claims.path("iss").asString(),
        jti,
        Instant.ofEpochSecond(claims.path("iat").asLong()),
        audience,
        subject(claims, events),
        events);
  }

  /// Older events have their subject inside.
  private static JsonNode subject(JsonNode claims, Map<String, JsonNode> events) throws Refused {
    JsonNode subject = claims.path("sub_id");
    if (!subject.isObject()) {
      subject = events.values().iterator().next().path("subject");
    }
    try {
      if (subject.isObject()) {
        SubjectId.check(subject);
      }
      return subject;
    } catch (Fault.Invalid e) {
      throw new Refused("invalid_request", e.publicText());
    }
  }

  /// The names that its subject may have here: of principals, and of tokens (`tok_...`).
  Set<String> names(Prefixes prefixes) {
    Set<String> names = new LinkedHashSet<>();
    collect(subject, prefixes, names, 0);
    return names;
  }

  private void collect(JsonNode subject, Prefixes prefixes, Set<String> names, int depth) {
    if (depth > 3) {
      return;
    }
    switch (subject.path("format").asString("")) {
      case "iss_sub" -> add(subject, "sub", subject.path("iss").asString(""), prefixes, names);
      case "email" -> add(subject, "email", issuer, prefixes, names);
      case "opaque" -> {
        if (isToken(subject.path("id").asString(""))) {
          names.add(subject.path("id").asString(""));
        } else {
          add(subject, "id", issuer, prefixes, names);
        }
      }
      case "account", "uri" -> add(subject, "uri", issuer, prefixes, names);
      case "phone_number" -> add(subject, "phone_number", issuer, prefixes, names);
      case "aliases" ->
          subject.path("identifiers").forEach(each -> collect(each, prefixes, names, depth + 1));
      case "complex" -> {
        // a session says more than whose it is
        String session = subject.path("session").path("id").asString("");
        if (isToken(session)) {
          names.add(session);
        } else {
          collect(subject.path("user"), prefixes, names, depth + 1);
        }
      }
      default -> {}
    }
  }

  /// @param of whose subject it is
  private static void add(
      JsonNode subject, String member, String of, Prefixes prefixes, Set<String> names) {
    String name = subject.path(member).asString("");
    if (!name.isEmpty()) {
      names.add(prefixes.name(of, name));
    }
  }

  static boolean isToken(String name) {
    return name.startsWith("tok_");
  }
}
