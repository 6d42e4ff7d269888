package dev.warder.app.cli;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Shows to people what became of each rule, and what would have let a call pass.
final class ExplanationText {
  private final JsonNode explanation;

  ExplanationText(JsonNode explanation) {
    this.explanation = explanation;
  }

  void print(Output output) {
    if (!explanation.isObject()) {
      return;
    }
    output.line("");
    Table table = new Table("RULE", "OUTCOME", "CONDITION", "HOLDS", "BECAUSE");
    for (JsonNode account : explanation.path("rules")) {
      String outcome = account.path("outcome").asString("");
      if (!outcome.equals("no")) {
        rows(table, account, outcome);
      }
    }
    if (!table.isEmpty()) {
      output.table(table);
    }
    long others =
        explanation.path("rules").values().stream()
            .filter(account -> account.path("outcome").asString("").equals("no"))
            .count();
    output.line(others + " more " + (others == 1 ? "rule is" : "rules are") + " not near");
    List<String> ways = new ArrayList<>();
    explanation.path("wouldAllow").forEach(changes -> ways.add(together(changes)));
    if (!ways.isEmpty()) {
      output.line("would have passed with: " + Table.plain(String.join("; or ", ways)));
    }
  }

  private static void rows(Table table, JsonNode account, String outcome) {
    String rule = account.path("rule").asString("");
    String said = outcome;
    for (JsonNode part : account.path("conditions")) {
      List<String> values = new ArrayList<>();
      part.path("values")
          .properties()
          .forEach(value -> values.add(value.getKey() + " is " + value.getValue().asString("")));
      table.row(
          rule,
          said,
          part.path("text").asString(""),
          part.path("holds").asString(""),
          String.join(", ", values));
      rule = "";
      said = "";
    }
    if (account.path("conditions").isEmpty()) {
      table.row(rule, said, "", "", "");
    }
  }

  private static String together(JsonNode changes) {
    List<String> all = new ArrayList<>();
    changes.forEach(change -> all.add(change.asString("")));
    return String.join(" and ", all);
  }
}
