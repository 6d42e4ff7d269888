package dev.warder.api;

import dev.warder.policy.Explanation;
import tools.jackson.core.JsonGenerator;

/// Why a decision came out as it did, as JSON.
final class ExplanationJson {
  private ExplanationJson() {}

  static void write(JsonGenerator out, Explanation explanation) {
    out.writeObjectPropertyStart("explanation");
    out.writeArrayPropertyStart("rules");
    explanation.rules().forEach(account -> write(out, account));
    out.writeEndArray();
    out.writeArrayPropertyStart("wouldAllow");
    explanation
        .wouldAllow()
        .forEach(changes -> {
          out.writeStartArray();
          changes.forEach(out::writeString);
          out.writeEndArray();
        });
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void write(JsonGenerator out, Explanation.Account account) {
    out.writeStartObject();
    out.writeStringProperty("policy", account.policy());
    out.writeStringProperty("rule", account.rule());
    out.writeStringProperty("outcome", account.outcome().wire());
    out.writeArrayPropertyStart("conditions");
    for (Explanation.Part part : account.parts()) {
      out.writeStartObject();
      out.writeStringProperty("text", part.text());
      out.writeStringProperty("holds", part.holds());
      out.writeObjectPropertyStart("values");
      part.values().forEach(out::writeStringProperty);
      out.writeEndObject();
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }
}
