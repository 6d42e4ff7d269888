package dev.warder.audit;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What was sealed in one record.
///
/// Only the places that we seal are looked at: elsewhere a caller may have written what merely
/// looks sealed.
///
/// @param keys under which something is sealed, by id
/// @param closed whether something stayed sealed
record Sealed(Set<String> keys, boolean closed) {
  static final String NAME = "sealed";
  private static final Sealed NOTHING = new Sealed(Set.of(), false);
  private static final String MARK = "\"" + NAME + "\":{";
  private static final List<List<String>> PLACES =
      List.of(
          List.of("actor"),
          List.of("subject"),
          List.of("details", "principal"),
          List.of("details", "about"),
          List.of("details", "story"),
          List.of("details", "by", "address"),
          List.of("attempt", "source"),
          List.of("attempt", "headers", "user-agent"),
          List.of("attempt", "asserted", "subject", "id"),
          List.of("identity", "principal"),
          List.of("context", "userAgent"));

  /// Puts what can be opened in the place of what is sealed.
  static Sealed open(String line, JsonNode record, Seals seals) {
    if (!line.contains(MARK)) {
      return NOTHING;
    }
    Set<String> keys = new LinkedHashSet<>();
    boolean closed = false;
    for (List<String> place : PLACES) {
      JsonNode at = record;
      for (String name : place.subList(0, place.size() - 1)) {
        at = at.path(name);
      }
      if (at instanceof ObjectNode object && object.path(place.getLast()).has(NAME)) {
        closed |= !open(object, place.getLast(), keys, seals);
      }
    }
    return new Sealed(keys, closed);
  }

  private static boolean open(ObjectNode object, String name, Set<String> keys, Seals seals) {
    JsonNode sealed = object.path(name).path(NAME);
    String keyId = text(sealed, "keyId");
    keys.add(keyId);
    @Nullable String text = seals.opened(keyId, text(sealed, "nonce"), text(sealed, "ciphertext"));
    if (text != null) {
      object.put(name, text);
    }
    return text != null;
  }

  private static String text(JsonNode sealed, String name) {
    JsonNode member = sealed.path(name);
    return member.isString() ? member.stringValue() : "";
  }
}
