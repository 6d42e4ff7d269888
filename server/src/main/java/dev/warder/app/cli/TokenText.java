package dev.warder.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Shows token records to people.
final class TokenText {
  private TokenText() {}

  static Table table(List<JsonNode> tokens) {
    Table table = new Table("ID", "PRINCIPAL", "KIND", "STATE", "SCOPES", "LAST USED", "NAME");
    for (JsonNode token : tokens) {
      table.row(
          text(token, "id"),
          text(token, "principal"),
          text(token, "kind"),
          state(token),
          joined(token.path("scopes")),
          lastUsed(token),
          text(token, "name"));
    }
    return table;
  }

  /// Every field that the server sent, one a line.
  static void print(JsonNode token, Output output) {
    Table table = new Table("FIELD", "VALUE");
    for (Map.Entry<String, JsonNode> field : token.properties()) {
      JsonNode value = field.getValue();
      if (!value.isNull()) {
        table.row(
            field.getKey(), value.isArray() ? joined(value) : value.asString(value.toString()));
      }
    }
    output.table(table);
  }

  private static String state(JsonNode token) {
    String state = text(token, "state");
    return state.isEmpty() ? text(token, "status") : state;
  }

  private static String lastUsed(JsonNode token) {
    JsonNode last = token.path("lastUsed");
    String time = last.path("time").asString("never");
    String from = last.path("address").asString("");
    return from.isEmpty() ? time : time + " from " + from;
  }

  private static String joined(JsonNode array) {
    List<String> parts = new ArrayList<>();
    array.forEach(each -> parts.add(each.asString(each.toString())));
    return String.join(" ", parts);
  }

  private static String text(JsonNode token, String field) {
    return token.path(field).asString("");
  }
}
