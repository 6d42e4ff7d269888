package dev.warder.api;

import dev.warder.model.Decision;
import dev.warder.model.Factor;
import dev.warder.model.Risk;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/// The main members of a decision.
final class DecisionMembers {
  private DecisionMembers() {}

  static void write(JsonGenerator out, Decision decision, List<String> because) {
    out.writeStringProperty("id", decision.id());
    out.writeStringProperty("verdict", decision.verdict().wire());
    if (decision.identity() != null) {
      out.writeStringProperty("principal", decision.identity().principal().id());
      out.writeStringProperty("tokenId", decision.identity().token().id());
    }
    Lists.texts(out, "scopes", decision.scopes());
    if (decision.assessment() != null) {
      risk(out, decision.assessment().risk(), because);
    }
    Lists.texts(out, "reasons", decision.reasons());
  }

  private static void risk(JsonGenerator out, Risk risk, List<String> because) {
    out.writeObjectPropertyStart("risk");
    out.writeNumberProperty("score", risk.score());
    out.writeArrayPropertyStart("factors");
    int at = 0;
    for (Factor factor : risk.factors()) {
      out.writeStartObject();
      out.writeStringProperty("name", factor.name());
      out.writeNumberProperty("points", factor.points());
      out.writeStringProperty("because", because.get(at++));
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }
}
