package dev.warder.app.watch;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What became of a call, as a line of a gateway's access log tells it.
///
/// @param bytes negative where it is not told
/// @param micros negative where it is not told
public record LoggedOutcome(String decisionId, int status, long bytes, long micros) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String HEADER = "X-Warder-Decision-Id";
  private static final int LONGEST_ID = 64;
  private static final double MOST_SECONDS = 86_400;

  /// Reads the format of `examples/nginx`, and Caddy's own.
  ///
  /// @return absent where the line is of no call that Warder decided on
  /// @throws IllegalArgumentException where it is no line of such a log
  public static @Nullable LoggedOutcome of(String line) {
    JsonNode read;
    try {
      read = JSON.readTree(line);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("no JSON", e);
    }
    int status = (int) number(read.path("status"));
    if (!read.isObject() || status < 0) {
      throw new IllegalArgumentException("no status");
    }
    String id = id(read);
    boolean told = !id.isEmpty() && id.length() <= LONGEST_ID && status >= 100 && status <= 599;
    if (!told) {
      return null;
    }
    long bytes = (long) number(read.has("bytes") ? read.path("bytes") : read.path("size"));
    double seconds = number(read.has("seconds") ? read.path("seconds") : read.path("duration"));
    long micros = seconds < 0 ? -1 : (long) (Math.min(seconds, MOST_SECONDS) * 1_000_000);
    return new LoggedOutcome(id, status, bytes, micros);
  }

  private static String id(JsonNode read) {
    JsonNode plain = read.path("decisionId");
    if (plain.isString()) {
      return plain.stringValue();
    }
    JsonNode headers = read.path("resp_headers");
    for (Map.Entry<String, JsonNode> each : headers.properties()) {
      if (each.getKey().equalsIgnoreCase(HEADER)) {
        return each.getValue().path(0).asString("");
      }
    }
    return "";
  }

  /// nginx can only write some numbers as texts.
  private static double number(JsonNode node) {
    try {
      double value =
          node.isNumber()
              ? node.asDouble()
              : node.isString() ? Double.parseDouble(node.stringValue()) : -1;
      return Double.isFinite(value) && value >= 0 ? value : -1;
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  /// As `POST /v1/observations` takes it.
  public Map<String, Object> observation() {
    Map<String, Object> observation = new LinkedHashMap<>();
    observation.put("decisionId", decisionId);
    observation.put("status", status);
    if (bytes >= 0) {
      observation.put("bytes", bytes);
    }
    if (micros >= 0) {
      observation.put("durationMicros", micros);
    }
    return observation;
  }
}
