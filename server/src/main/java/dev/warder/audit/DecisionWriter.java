package dev.warder.audit;

import dev.warder.model.Action;
import dev.warder.model.Assessment;
import dev.warder.model.Assurance;
import dev.warder.model.Attempt;
import dev.warder.model.Cidr;
import dev.warder.model.Client;
import dev.warder.model.Context;
import dev.warder.model.Decision;
import dev.warder.model.Effect;
import dev.warder.model.Factor;
import dev.warder.model.Identity;
import dev.warder.model.Judgement;
import dev.warder.model.Place;
import dev.warder.model.Risk;
import dev.warder.model.Route;
import dev.warder.model.Token;
import dev.warder.model.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes all of a decision that another needs to come to the same one, and nothing secret: neither
/// credential nor query nor digest nor any header that was not declared.
final class DecisionWriter {
  private final RecordWriter out;
  private final JsonWriter json;

  private DecisionWriter(RecordWriter out) {
    this.out = out;
    this.json = out.json;
  }

  /// Appends the members between `kind` and `prev`.
  static void write(RecordWriter out, Decision decision, List<String> declaredHeaders) {
    DecisionWriter writer = new DecisionWriter(out);
    out.json.name("gateway").value(decision.attempt().gateway());
    writer.attempt(decision.attempt(), declaredHeaders);
    writer.identity(decision.token(), decision.identity());
    writer.route(decision.route());
    writer.action(decision.action());
    writer.context(decision.context());
    writer.risk(decision.assessment());
    writer.policy(decision.judgement());
    writer.verdict(decision);
    out.json.name("latencyMicros").value(decision.latencyMicros());
  }

  private void attempt(Attempt attempt, List<String> declared) {
    json.name("attempt").beginObject();
    out.time("time", attempt.time());
    json.name("method").value(attempt.method());
    json.name("scheme").value(attempt.scheme());
    json.name("host").value(attempt.host());
    json.name("path").value(attempt.path().path());
    if (attempt.source() != null) {
      json.name("source").value(attempt.source().toString());
    }
    json.name("headers").beginObject();
    Map<String, String> headers = attempt.headers();
    for (String name : declared) {
      String value = headers.get(name);
      if (value != null) {
        json.key(name).value(value);
      }
    }
    json.endObject();
    out.text("problem", attempt.problem());
    json.endObject();
  }

  private void identity(@Nullable Token recognised, @Nullable Identity identity) {
    Token token = identity == null ? recognised : identity.token();
    if (token == null) {
      return;
    }
    json.name("identity").beginObject();
    json.name("principal").value(token.principal().id());
    json.name("kind").value(token.principal().kind().wire());
    token(token);
    if (identity != null) {
      Assurance assurance = identity.assurance();
      json.name("assurance").beginObject().name("level").value(assurance.level());
      out.time("since", assurance.since());
      json.endObject();
    }
    json.endObject();
  }

  private void token(Token token) {
    json.name("token").beginObject();
    json.name("id").value(token.id());
    json.name("name").value(token.name());
    out.texts("scopes", token.scopes());
    out.time("createdAt", token.createdAt());
    out.time("expiresAt", token.expiresAt());
    if (!token.allowCidrs().isEmpty()) {
      out.texts("allowCidrs", token.allowCidrs().stream().map(Cidr::toString).toList());
    }
    out.limit("rateLimit", token.rateLimit());
    if (!token.tags().isEmpty()) {
      json.name("tags").beginObject();
      token.tags().forEach((key, value) -> json.key(key).value(value));
      json.endObject();
    }
    Token.Revocation revocation = token.revocation();
    if (revocation != null) {
      json.name("revocation").beginObject();
      out.time("at", revocation.at());
      json.name("reason").value(revocation.reason()).endObject();
    }
    json.name("version").value(token.version()).endObject();
  }

  private void route(@Nullable Route route) {
    if (route == null) {
      return;
    }
    json.name("route").beginObject().name("id").value(route.id());
    out.texts("scopes", route.scopes());
    json.name("sensitivity").value(route.sensitivity().wire());
    json.name("onFailure").value(route.onFailure().wire()).endObject();
  }

  private void action(@Nullable Action action) {
    if (action == null) {
      return;
    }
    json.name("action").beginObject().name("method").value(action.method());
    json.name("class").value(action.methodClass());
    json.name("group").value(action.group());
    json.name("template").value(action.template()).endObject();
  }

  private void context(@Nullable Context context) {
    if (context == null) {
      return;
    }
    json.name("context").beginObject().name("place").beginObject();
    Place place = context.place();
    out.text("country", place.country());
    out.text("city", place.city());
    json.name("asn").value(place.asn());
    out.text("asnName", place.asnName());
    Place.Point point = place.point();
    if (point != null) {
      json.name("point").beginObject().name("latitude").value(point.latitude());
      json.name("longitude").value(point.longitude());
      json.name("radiusKm").value(point.radiusKm()).endObject();
    }
    out.text("zone", place.zone() == null ? null : place.zone().getId());
    json.endObject().name("network").value(context.network().wire());
    client(context.client());
    out.texts("missing", context.missing());
    json.endObject();
  }

  private void client(Client client) {
    json.name("client").beginObject().name("product").value(client.product());
    json.name("version").value(client.version());
    json.name("platform").value(client.platform());
    json.name("os").value(client.os());
    json.name("kind").value(client.kind().name().toLowerCase(Locale.ROOT));
    json.name("userAgent").value(client.userAgent()).endObject();
  }

  private void risk(@Nullable Assessment assessment) {
    if (assessment == null) {
      return;
    }
    Risk risk = assessment.risk();
    json.name("risk").beginObject().name("model").value(risk.model());
    json.name("logOdds").value(risk.logOdds()).name("score").value(risk.score());
    json.name("probability").value(risk.probability());
    json.name("level").value(risk.level().wire());
    json.name("confidence").value(risk.confidence()).name("learned").value(risk.learned());
    json.name("factors").beginArray();
    for (Factor factor : risk.factors()) {
      json.beginObject().name("name").value(factor.name()).name("points").value(factor.points());
      json.name("inputs").beginArray();
      for (double input : factor.inputs()) {
        json.value(input);
      }
      json.endArray().endObject();
    }
    json.endArray();
    out.texts("missing", risk.missing());
    history(assessment);
    json.endObject();
  }

  private void history(Assessment assessment) {
    json.name("rates").beginObject().name("perMinute").value(assessment.rates().perMinute());
    json.name("perHour").value(assessment.rates().perHour());
    json.name("errors").value(assessment.rates().errors()).endObject();
    json.name("familiarity").beginObject();
    json.name("countryIsNew").value(assessment.familiarity().countryIsNew());
    json.name("asnIsNew").value(assessment.familiarity().asnIsNew());
    json.name("clientIsNew").value(assessment.familiarity().clientIsNew()).endObject();
    json.name("localTime").beginObject().name("hour").value(assessment.time().hour());
    json.name("weekday").value(assessment.time().weekday());
    json.name("zone").value(assessment.time().zone().getId()).endObject();
  }

  private void policy(@Nullable Judgement judgement) {
    if (judgement == null) {
      return;
    }
    json.name("policy").beginObject().name("revision").value(judgement.revision());
    hits("rules", "effects", judgement.hits());
    hits("shadow", "shadowEffects", judgement.shadow());
    Judgement.Failure failure = judgement.failure();
    if (failure != null) {
      json.name("failure").beginObject().name("rule").value(failure.rule());
      json.name("message").value(failure.message()).endObject();
    }
    json.endObject();
  }

  private void hits(String names, String effects, List<Judgement.Hit> hits) {
    json.name(names).beginArray();
    hits.forEach(hit -> json.value(hit.rule()));
    json.endArray();
    if (!hits.isEmpty()) {
      json.name(effects).beginArray();
      hits.forEach(hit -> effect(hit.effect()));
      json.endArray();
    }
  }

  private void effect(Effect effect) {
    json.beginObject();
    switch (effect) {
      case Effect.Deny deny -> json.name("deny").value(true);
      case Effect.StepUp proof -> {
        json.name("stepUp").beginObject().name("acr").value(proof.acr());
        json.name("maxAge").value(proof.maxAge().toString()).endObject();
      }
      case Effect.Throttle throttle -> out.limit("throttle", throttle.limit());
      case Effect.Restrict restrict -> out.restrictions("restrict", restrict.remaining());
    }
    json.endObject();
  }

  private void verdict(Decision decision) {
    json.name("verdict").value(decision.verdict().wire());
    out.text("refusal", decision.refusal() == null ? null : decision.refusal().wire());
    json.name("obligations").beginObject();
    out.texts("scopes", decision.scopes());
    switch (decision.verdict()) {
      case Verdict.Allow allow -> {}
      case Verdict.Restrict restrict -> out.restrictions("restrictions", restrict.remaining());
      case Verdict.Throttle throttle ->
          json.name("retryAfter").value(throttle.retryAfter().toString());
      case Verdict.StepUp proof -> {
        json.name("challenge").beginObject().name("id").value(proof.challenge().id());
        json.name("acr").value(proof.challenge().acr());
        json.name("maxAge").value(proof.challenge().maxAge().toString()).endObject();
      }
      case Verdict.Deny deny -> json.name("denial").value(deny.why().wire());
    }
    json.endObject();
    out.texts("reasons", decision.reasons());
  }
}
