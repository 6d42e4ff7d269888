package dev.warder.audit;

import dev.warder.model.Assessment;
import dev.warder.model.Context;
import dev.warder.model.Decision;
import dev.warder.model.Factor;
import dev.warder.model.Familiarity;
import dev.warder.model.LocalTime;
import dev.warder.model.Rates;
import dev.warder.model.Risk;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes the assessment of a decision, as `RiskScan` reads it.
final class RiskWriter {
  private final RecordWriter out;
  private final JsonWriter json;
  private final Factors factors;

  private RiskWriter(RecordWriter out, Factors factors) {
    this.out = out;
    this.json = out.json;
    this.factors = factors;
  }

  /// @param decision whose assessment it is
  static void write(
      RecordWriter out, Parts parts, Factors factors, Assessment assessment, Decision decision) {
    RiskWriter writer = new RiskWriter(out, factors);
    out.json.piece(Pieces.RISK);
    parts.write(out, assessment.risk().model(), SharedParts::text);
    writer.risk(assessment.risk());
    writer.missing(assessment.risk().missing(), decision.context());
    writer.rates(assessment.rates());
    writer.familiarity(assessment.familiarity());
    writer.time(assessment.time(), decision.attempt().time());
    out.json.endObject();
  }

  private void risk(Risk risk) {
    json.piece(Pieces.LOG_ODDS).value(risk.logOdds()).piece(Pieces.SCORE).value(risk.score());
    json.piece(Pieces.PROBABILITY).value(risk.probability());
    json.piece(Pieces.LEVEL).word(risk.level().wire());
    json.piece(Pieces.CONFIDENCE).value(risk.confidence());
    json.piece(Pieces.LEARNED).value(risk.learned()).piece(Pieces.FACTORS);
    for (Factor factor : risk.factors()) {
      factors.write(json, factor);
    }
    json.endArray();
  }

  private void missing(List<String> missing, @Nullable Context context) {
    if (!missing.equals(context == null ? List.of() : context.missing())) {
      out.texts("missing", missing);
    }
  }

  private void rates(Rates rates) {
    json.piece(Pieces.PER_MINUTE).value(rates.perMinute());
    json.piece(Pieces.PER_HOUR).value(rates.perHour());
    json.piece(Pieces.ERRORS).value(rates.errors());
  }

  private void familiarity(Familiarity familiarity) {
    json.piece(Pieces.FAMILIARITY);
    flag("countryIsNew", familiarity.countryIsNew());
    flag("asnIsNew", familiarity.asnIsNew());
    flag("clientIsNew", familiarity.clientIsNew());
    json.endObject();
  }

  private void flag(String name, boolean value) {
    if (value) {
      json.name(name).value(true);
    }
  }

  private void time(LocalTime local, Instant attempted) {
    if (!local.equals(LocalTime.of(attempted, ZoneOffset.UTC))) {
      json.piece(Pieces.HOUR).value(local.hour()).piece(Pieces.WEEKDAY).value(local.weekday());
      json.piece(Pieces.ZONE).value(local.zone().getId()).endObject();
    }
  }
}
