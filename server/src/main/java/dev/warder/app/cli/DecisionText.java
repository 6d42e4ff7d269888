package dev.warder.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// Shows a decision to people.
final class DecisionText {
  private final JsonNode decision;

  DecisionText(JsonNode decision) {
    this.decision = decision;
  }

  void print(Output output, boolean explain) {
    output.line(headline());
    if (explain) {
      output.line("decision  " + Table.plain(text("id")));
      output.line("policy    " + rules());
      output.line("");
      factors(output);
      new ExplanationText(decision.path("explanation")).print(output);
    }
  }

  private String headline() {
    StringBuilder line = new StringBuilder(text("verdict"));
    line.append(" (").append(decision.path("status").asInt()).append(")");
    JsonNode risk = decision.path("risk");
    if (risk.isObject()) {
      line.append("  risk ").append(risk.path("score").asInt());
      line.append(' ').append(risk.path("level").asString(""));
    }
    String principal = text("principal");
    line.append(principal.isEmpty() ? "" : "  " + principal);
    String reasons = joined(decision.path("reasons"));
    line.append(reasons.isEmpty() ? "" : "  because " + reasons);
    return Table.plain(line.toString());
  }

  private String rules() {
    String rules = joined(decision.path("policy").path("rules"));
    return Table.plain(rules.isEmpty() ? "no rule matched" : rules);
  }

  private void factors(Output output) {
    JsonNode risk = decision.path("risk");
    if (!risk.isObject()) {
      output.line("No risk was computed: the call was refused before that.");
      return;
    }
    Table table = new Table("FACTOR", "POINTS", "BECAUSE");
    for (JsonNode factor : risk.path("factors")) {
      String points = points(factor.path("points").asDouble());
      table.row(factor.path("name").asString(""), points, factor.path("because").asString(""));
    }
    table.row("sum", points(risk.path("logOdds").asDouble()), sum(risk));
    output.table(table);
    String missing = joined(risk.path("missing"));
    if (!missing.isEmpty()) {
      output.line("missing: " + Table.plain(missing));
    }
  }

  private static String points(double points) {
    return String.format(Locale.ROOT, "%+6.2f", points);
  }

  private static String sum(JsonNode risk) {
    double probability = risk.path("probability").asDouble();
    double confidence = risk.path("confidence").asDouble();
    return String.format(Locale.ROOT, "probability %.4f, confidence %.2f", probability, confidence);
  }

  private static String joined(JsonNode array) {
    List<String> parts = new ArrayList<>();
    array.forEach(each -> parts.add(each.asString("")));
    return String.join(", ", parts);
  }

  private String text(String field) {
    return decision.path(field).asString("");
  }
}
