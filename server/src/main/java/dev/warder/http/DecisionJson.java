package dev.warder.http;

import dev.warder.model.Challenge;
import dev.warder.model.Decision;
import dev.warder.model.Factor;
import dev.warder.model.Identity;
import dev.warder.model.Judgement;
import dev.warder.model.RateLimit;
import dev.warder.model.Restrictions;
import dev.warder.model.Risk;
import dev.warder.model.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// A decision as JSON, for whoever may see all of it: a gateway that asked, or an auditor.
///
/// All fields are always there, in one order; what is not known or does not apply is `null`.
/// Durations are ISO-8601.
public final class DecisionJson {
  /// Answers may not be kept: a revoked token counts for nothing from the next call on.
  private static final String VALID_FOR = "PT0S";

  private DecisionJson() {}

  /// @param because one sentence per factor of the decision's risk, in order
  /// @param proofAt where the proof that is asked for can be given; absent where none is
  public static byte[] bytes(Decision decision, List<String> because, @Nullable String proofAt) {
    return Json.write(out -> {
      out.writeStartObject();
      writeFields(out, decision, because, proofAt);
      out.writeEndObject();
    });
  }

  /// The fields alone, into an object that is already begun.
  public static void writeFields(
      JsonGenerator out, Decision decision, List<String> because, @Nullable String proofAt) {
    out.writeStringProperty("id", decision.id());
    out.writeStringProperty("verdict", decision.verdict().wire());
    ClientAnswer answer = ClientAnswer.to(decision);
    writeAnswer(out, answer);
    writeIdentity(out, decision);
    orNull(out, "restrictions", restrictions(decision.verdict()), left -> write(out, left));
    orNull(out, "risk", decision.assessment(), found -> write(out, found.risk(), because));
    orNull(out, "policy", decision.judgement(), judged -> write(out, judged));
    texts(out, "reasons", decision.reasons());
    orNull(out, "stepUp", challenge(decision.verdict()), asked -> write(out, asked, proofAt));
    text(
        out,
        "retryAfter",
        answer.retryAfter() == 0 ? null : Duration.ofSeconds(answer.retryAfter()).toString());
    out.writeStringProperty("validFor", VALID_FOR);
  }

  private static void writeAnswer(JsonGenerator out, ClientAnswer answer) {
    out.writeNumberProperty("status", answer.status());
    text(out, "error", answer.error());
    out.writeObjectPropertyStart("responseHeaders");
    if (answer.challenge() != null) {
      out.writeStringProperty("WWW-Authenticate", answer.challenge());
    }
    if (answer.nonce() != null) {
      out.writeStringProperty("DPoP-Nonce", answer.nonce());
    }
    if (answer.retryAfter() > 0) {
      out.writeStringProperty("Retry-After", Long.toString(answer.retryAfter()));
    }
    out.writeEndObject();
  }

  /// A refused credential says nothing of whose it is, even where that was recognised.
  private static void writeIdentity(JsonGenerator out, Decision decision) {
    Identity identity = decision.identity();
    text(out, "principal", identity == null ? null : identity.principal().id());
    text(out, "principalKind", identity == null ? null : identity.principal().kind().wire());
    text(out, "tokenId", identity == null ? null : identity.token().id());
    text(out, "assurance", identity == null ? null : identity.assurance().level());
    if (identity == null) {
      out.writeNullProperty("scopes");
    } else {
      texts(out, "scopes", decision.scopes());
    }
  }

  private static @Nullable Restrictions restrictions(Verdict verdict) {
    return verdict instanceof Verdict.Restrict(Restrictions remaining) ? remaining : null;
  }

  private static @Nullable Challenge challenge(Verdict verdict) {
    return verdict instanceof Verdict.StepUp(Challenge asked) ? asked : null;
  }

  /// What remains, into an object that is already begun.
  public static void write(JsonGenerator out, Restrictions left) {
    orNull(out, "scopes", left.scopes());
    orNull(out, "methods", left.methods());
    orNull(out, "routes", left.routes());
    orNull(out, "rate", left.rate(), rate -> write(out, rate));
  }

  private static void write(JsonGenerator out, RateLimit rate) {
    out.writeNumberProperty("requests", rate.requests());
    out.writeStringProperty("per", rate.per().toString());
  }

  private static void write(JsonGenerator out, Risk risk, List<String> because) {
    out.writeNumberProperty("score", risk.score());
    out.writeStringProperty("level", risk.level().wire());
    out.writeNumberProperty("probability", risk.probability());
    out.writeNumberProperty("confidence", risk.confidence());
    out.writeNumberProperty("logOdds", risk.logOdds());
    out.writeArrayPropertyStart("factors");
    for (int i = 0; i < risk.factors().size(); i++) {
      Factor factor = risk.factors().get(i);
      out.writeStartObject();
      out.writeStringProperty("name", factor.name());
      out.writeNumberProperty("points", factor.points());
      text(out, "because", i < because.size() ? because.get(i) : null);
      out.writeEndObject();
    }
    out.writeEndArray();
    texts(out, "missing", risk.missing());
  }

  private static void write(JsonGenerator out, Judgement judgement) {
    out.writeStringProperty("revision", judgement.revision());
    out.writeArrayPropertyStart("rules");
    for (Judgement.Hit hit : judgement.hits()) {
      out.writeString(hit.rule());
    }
    out.writeEndArray();
  }

  private static void write(JsonGenerator out, Challenge asked, @Nullable String proofAt) {
    out.writeStringProperty("challengeId", asked.id());
    texts(out, "acrValues", List.of(asked.acr()));
    out.writeStringProperty("maxAge", asked.maxAge().toString());
    text(out, "verificationUri", proofAt);
  }

  private static <T> void orNull(
      JsonGenerator out, String name, @Nullable T value, Consumer<T> fields) {
    if (value == null) {
      out.writeNullProperty(name);
      return;
    }
    out.writeObjectPropertyStart(name);
    fields.accept(value);
    out.writeEndObject();
  }

  private static void orNull(JsonGenerator out, String name, @Nullable List<String> values) {
    if (values == null) {
      out.writeNullProperty(name);
    } else {
      texts(out, name, values);
    }
  }

  private static void text(JsonGenerator out, String name, @Nullable String value) {
    if (value == null) {
      out.writeNullProperty(name);
    } else {
      out.writeStringProperty(name, value);
    }
  }

  private static void texts(JsonGenerator out, String name, List<String> values) {
    out.writeArrayPropertyStart(name);
    values.forEach(out::writeString);
    out.writeEndArray();
  }
}
