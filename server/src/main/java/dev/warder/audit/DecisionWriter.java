package dev.warder.audit;

import dev.warder.model.Action;
import dev.warder.model.Assertion;
import dev.warder.model.Assurance;
import dev.warder.model.Attempt;
import dev.warder.model.Charge;
import dev.warder.model.Context;
import dev.warder.model.Decision;
import dev.warder.model.Effect;
import dev.warder.model.Identity;
import dev.warder.model.Judgement;
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
/// client's user agent where it is the header's, the action's method where it is the attempt's, the
/// risk's missing signals where they are the context's, scopes where they are the token's, the
/// token's creation where its identifier says it, the local time where it is the attempt's in UTC,
/// what a route is unless it says otherwise, flags that are not set, names and lists that are
/// empty. Every byte is hashed twice, copied three times, and kept for years.
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
      Factors factors,
      Decision decision,
      List<String> declaredHeaders,
      Personal personal) {
    DecisionWriter writer = new DecisionWriter(out, parts, personal);
    out.json.piece(Pieces.GATEWAY).value(decision.attempt().gateway());
    writer.attempt(decision, declaredHeaders);
    writer.identity(decision.token(), decision.identity());
    writer.route(decision.route());
    writer.action(decision.action(), decision.attempt());
    writer.context(decision.context(), decision.attempt());
    if (decision.assessment() != null) {
      RiskWriter.write(out, parts, factors, decision.assessment(), decision);
    }
    writer.policy(decision.judgement());
    writer.verdict(decision);
    out.json.name("latencyMicros").value(decision.latencyMicros());
  }

  private void attempt(Decision decision, List<String> declared) {
    Attempt attempt = decision.attempt();
    json.piece(Pieces.ATTEMPT);
    if (!attempt.time().equals(decision.time())) {
      out.time("time", attempt.time());
    }
    json.piece(Pieces.METHOD).value(attempt.method()).piece(Pieces.SCHEME).value(attempt.scheme());
    json.piece(Pieces.HOST).value(attempt.host()).piece(Pieces.PATH).value(attempt.path().path());
    if (attempt.source() != null) {
      json.piece(Pieces.SOURCE);
      personal.write(out, attempt.source());
    }
    json.piece(Pieces.HEADERS);
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
    json.piece(Pieces.IDENTITY);
    personal.write(out, token.principal().id());
    json.piece(Pieces.KIND).word(token.principal().kind().wire()).piece(Pieces.TOKEN);
    parts.write(out, token, SharedParts::token);
    if (identity != null) {
      Assurance assurance = identity.assurance();
      json.piece(Pieces.ASSURANCE).value(assurance.level());
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

  private void action(@Nullable Action action, Attempt attempt) {
    if (action == null) {
      return;
    }
    json.piece(Pieces.ACTION);
    if (!action.method().equals(attempt.method())) {
      json.piece(Pieces.METHOD).value(action.method());
    }
    json.piece(Pieces.CLASS).value(action.methodClass());
    json.piece(Pieces.GROUP).value(action.group());
    json.piece(Pieces.TEMPLATE).value(action.template()).endObject();
  }

  private void context(@Nullable Context context, Attempt attempt) {
    if (context == null) {
      return;
    }
    json.piece(Pieces.CONTEXT);
    parts.write(out, context.place(), SharedParts::place);
    json.piece(Pieces.NETWORK).word(context.network().wire()).piece(Pieces.CLIENT);
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

  private void policy(@Nullable Judgement judgement) {
    if (judgement == null) {
      return;
    }
    json.piece(Pieces.POLICY);
    parts.write(out, judgement.revision(), SharedParts::text);
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
    json.piece(Pieces.VERDICT).word(decision.verdict().wire());
    out.text("refusal", decision.refusal() == null ? null : decision.refusal().wire());
    json.piece(Pieces.OBLIGATIONS);
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
