package dev.warder.notify.forward;

import java.net.URI;
import java.time.Instant;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What all that is sent by OTLP/HTTP in its JSON encoding has in common: whole numbers are text,
/// and identifiers of traces and spans hexadecimal.
public final class Otlp {
  public static final JsonMapper JSON = JsonMapper.builder().build();

  private Otlp() {}

  /// @param usual the path of a collector that is named without one
  public static URI endpoint(URI url, String usual) {
    String path = url.getPath();
    boolean bare = path == null || path.isEmpty() || path.equals("/");
    return bare ? url.resolve(usual) : url;
  }

  public static void text(ArrayNode attributes, String key, String value) {
    value(attributes, key).put("stringValue", value);
  }

  public static void whole(ArrayNode attributes, String key, long value) {
    value(attributes, key).put("intValue", Long.toString(value));
  }

  /// For what has no other way of saying its value.
  public static ObjectNode value(ArrayNode attributes, String key) {
    return attributes.addObject().put("key", key).putObject("value");
  }

  public static String nanos(Instant time) {
    long seconds = Math.max(0, time.getEpochSecond());
    return Long.toString(seconds * 1_000_000_000L + time.getNano());
  }

  /// How many a collector says that it rejected for good.
  ///
  /// @param counter its name, which depends on what was sent
  public static long rejected(byte[] answer, String counter) {
    try {
      JsonNode rejected = JSON.readTree(answer).path("partialSuccess").path(counter);
      return rejected.isString() ? Long.parseLong(rejected.stringValue()) : rejected.asLong(0);
    } catch (JacksonException | NumberFormatException e) {
      return 0; // some collectors answer nothing, or in another encoding
    }
  }
}
