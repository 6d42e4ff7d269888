package dev.warder.audit;

import dev.warder.model.Action;
import dev.warder.model.Assertion;
import dev.warder.model.Assessment;
import dev.warder.model.Assurance;
import dev.warder.model.Attempt;
import dev.warder.model.Charge;
import dev.warder.model.Context;
import dev.warder.model.Decision;
import dev.warder.model.Effect;
import dev.warder.model.Factor;
import dev.warder.model.Identity;
import dev.warder.model.Judgement;
import dev.warder.model.Risk;
import dev.warder.model.Route;
import dev.warder.model.Token;
import dev.warder.model.Verdict;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes all of a decision that another needs to come to the same one, and nothing secret: neither
/// credential nor query nor digest nor any header that was not declared.
///
/// What a member would only say again is left out: the attempt's time where it is the record's, the
/// client's user agent where it is the header's, the risk's missing signals where they are the
/// context's, scopes where they are the token's, flags that are not set, lists that are empty.
final class DecisionWriter {
  private static final String USER_AGENT = "user-agent";

  private final RecordWriter out;
  private final JsonWriter json;
  private final Parts parts;
  private final Personal personal;

  private DecisionWriter(RecordWriter out, Parts parts, Personal personal) {
    this.personal = personal;
    this.out = out;
    this.json = out.json;
    this.parts = parts;
  }

  /// Appends the members between `kind` and `prev`.
  static void write(
      RecordWriter out,
      Parts parts,
      Decision decision,
      List<String> declaredHeaders,
      Personal personal) {
    DecisionWriter writer = new DecisionWriter(out, parts, personal);
    out.json.name("gateway").value(decision.attempt().gateway());
    writer.attempt(decision, declaredHeaders);
    writer.identity(decision.token(), decision.identity());
    writer.route(decision.route());
    writer.action(decision.action());
    writer.context(decision.context(), decision.attempt());
    writer.risk(decision.assessment(), decision.context());
    writer.policy(decision.judgement());
    writer.verdict(decision);
    out.json.name("latencyMicros").value(decision.latencyMicros());
  }

  private void attempt(Decision decision, List<String> declared) {
    Attempt attempt = decision.attempt();
    json.name("attempt").beginObject();
    if (!attempt.time().equals(decision.time())) {
      out.time("time", attempt.time());
    }
    json.name("method").value(attempt.method());
    json.name("scheme").value(attempt.scheme());
    json.name("host").value(attempt.host());
    json.name("path").value(attempt.path().path());
    if (attempt.source() != null) {
      json.name("source");
      personal.write(out, attempt.source().toString());
    }
    json.name("headers").beginObject();
    Map<String, String> headers = attempt.headers();
    for (String name : declared) {
      String value = headers.get(name);
      if (value != null) {
        json.key(name);
        if (name.equals(USER_AGENT)) {
          personal.write(out, value);
        } else {
          json.value(value);
        }
      }
    }
    json.endObject();
    out.text("problem", attempt.problem());
    asserted(attempt.assertion());
    json.endObject();
  }

  private void asserted(@Nullable Assertion assertion) {
    if (assertion == null) {
      return;
    }
    json.name("asserted").beginObject().name("subject");
    personal.members(out, assertion.subject(), "id");
    json.name("action");
    out.free(assertion.action());
    json.name("resource");
    out.free(assertion.resource());
    json.name("context");
    out.free(assertion.context());
    json.endObject();
  }

  private void identity(@Nullable Token recognised, @Nullable Identity identity) {
    Token token = identity == null ? recognised : identity.token();
    if (token == null) {
      return;
    }
    json.name("identity").beginObject();
    json.name("principal");
    personal.write(out, token.principal().id());
    json.name("kind").value(token.principal().kind().wire());
    json.name("token");
    parts.write(out, token, SharedParts::token);
    if (identity != null) {
      Assurance assurance = identity.assurance();
      json.name("assurance").beginObject().name("level").value(assurance.level());
      out.time("since", assurance.since());
      if (assurance.isBound()) {
        json.name("rules").beginArray();
        assurance.rules().forEach(json::value);
        json.endArray();
      }
      json.endObject();
    }
    json.endObject();
  }

  private void route(@Nullable Route route) {
    if (route != null) {
      json.name("route");
      parts.write(out, route, SharedParts::route);
    }
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

  private void context(@Nullable Context context, Attempt attempt) {
    if (context == null) {
      return;
    }
    json.name("context").beginObject().name("place");
    parts.write(out, context.place(), SharedParts::place);
    json.name("network").value(context.network().wire()).name("client");
    parts.write(out, context.client(), SharedParts::client);
    if (!context.client().userAgent().equals(attempt.userAgent())) {
      json.name("userAgent");
      personal.write(out, context.client().userAgent());
    }
    if (!context.missing().isEmpty()) {
      out.texts("missing", context.missing());
    }
    json.endObject();
  }

  private void risk(@Nullable Assessment assessment, @Nullable Context context) {
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
      json.name("inputs").values(factor.inputs()).endObject();
    }
    json.endArray();
    if (!risk.missing().equals(context == null ? List.of() : context.missing())) {
      out.texts("missing", risk.missing());
    }
    history(assessment);
    json.endObject();
  }

  private void history(Assessment assessment) {
    json.name("rates").beginObject().name("perMinute").value(assessment.rates().perMinute());
    json.name("perHour").value(assessment.rates().perHour());
    json.name("errors").value(assessment.rates().errors()).endObject();
    json.name("familiarity").beginObject();
    flag("countryIsNew", assessment.familiarity().countryIsNew());
    flag("asnIsNew", assessment.familiarity().asnIsNew());
    flag("clientIsNew", assessment.familiarity().clientIsNew());
    json.endObject();
    json.name("localTime").beginObject().name("hour").value(assessment.time().hour());
    json.name("weekday").value(assessment.time().weekday());
    json.name("zone").value(assessment.time().zone().getId()).endObject();
  }

  private void flag(String name, boolean value) {
    if (value) {
      json.name(name).value(true);
    }
  }

  private void policy(@Nullable Judgement judgement) {
    if (judgement == null) {
      return;
    }
    json.name("policy").beginObject().name("revision").value(judgement.revision());
    hits("rules", "effects", judgement.hits());
    if (!judgement.shadow().isEmpty()) {
      hits("shadow", "shadowEffects", judgement.shadow());
    }
    Judgement.Failure failure = judgement.failure();
    if (failure != null) {
      json.name("failure").beginObject().name("rule").value(failure.rule());
      json.name("message").value(failure.message()).endObject();
    }
    charges(judgement.charges());
    json.endObject();
  }

  private void charges(List<Charge> charges) {
    if (charges.isEmpty()) {
      return;
    }
    json.name("charges").beginArray();
    for (Charge charge : charges) {
      json.beginObject().name("rule").value(charge.rule());
      out.time("due", charge.due());
      json.endObject();
    }
    json.endArray();
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
      case Effect.Grant grant -> json.name("grant").value(true);
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
    if (decision.token() == null || !decision.scopes().equals(decision.token().scopes())) {
      out.texts("scopes", decision.scopes());
    }
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
    if (!decision.reasons().isEmpty()) {
      out.texts("reasons", decision.reasons());
    }
  }
}
