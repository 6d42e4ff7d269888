package dev.warder.app.cli;

import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// A list of the service, page after page.
final class Pages {
  private final ApiClient server;
  private final String path;
  private final String filter;

  /// @param filter of the query, encoded, without `?`
  Pages(ApiClient server, String path, String filter) {
    this.server = server;
    this.path = path;
    this.filter = filter;
  }

  void forEach(Consumer<JsonNode> action) {
    String cursor = "";
    do {
      JsonNode page = server.get(address(cursor));
      page.path("items").forEach(action);
      cursor = page.path("cursor").asString("");
    } while (!cursor.isEmpty());
  }

  private String address(String cursor) {
    String query = cursor.isEmpty() ? filter : join(filter, "cursor=" + Ask.encoded(cursor));
    return query.isEmpty() ? path : path + "?" + query;
  }

  private static String join(String first, String second) {
    return first.isEmpty() ? second : first + "&" + second;
  }
}
