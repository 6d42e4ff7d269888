package dev.warder.leak;

import dev.warder.http.Json;
import dev.warder.http.JsonObject;
import dev.warder.model.Fault;
import dev.warder.model.Secret;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A token that somebody found where it should not be.
///
/// @param type what the finder calls this kind of token
/// @param url where it was found; may be empty
/// @param source in what kind of place; may be empty
public record Leak(Secret token, String type, String url, String source) {
  private static final int MOST = 500;

  /// A list of reports in GitHub's form; a single one may stand without brackets.
  ///
  /// @throws Fault.Invalid where it is none
  public static List<Leak> read(byte[] json) {
    JsonNode node = Json.read(json);
    if (node.isObject()) {
      return List.of(of(JsonObject.of(node)));
    }
    if (!node.isArray() || node.size() > MOST) {
      throw new Fault.Invalid("the body must be a list of " + MOST + " reports at most");
    }
    List<Leak> leaks = new ArrayList<>();
    for (JsonNode each : node) {
      leaks.add(of(JsonObject.of(each)));
    }
    return leaks;
  }

  private static Leak of(JsonObject report) {
    return new Leak(
        new Secret(report.text("token")),
        orEmpty(report.optionalText("type")),
        orEmpty(report.optionalText("url")),
        orEmpty(report.optionalText("source")));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
