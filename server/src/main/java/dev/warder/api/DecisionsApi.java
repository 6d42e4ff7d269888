package dev.warder.api;

import dev.warder.audit.Entry;
import dev.warder.audit.JournalReader;
import dev.warder.audit.Sketch;
import dev.warder.decide.Decider;
import dev.warder.http.DecisionJson;
import dev.warder.http.Links;
import dev.warder.model.Attempt;
import dev.warder.model.Challenge;
import dev.warder.model.Decision;
import dev.warder.model.Fault;
import dev.warder.model.Judgement;
import dev.warder.model.Situation;
import dev.warder.model.Verdict;
import dev.warder.policy.Explanation;
import dev.warder.risk.Levels;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// `/v1/decisions/{id}`: a decision again, from its record, with what was asked.
final class DecisionsApi {
  private static final String PREFIX = "dec_";

  private final JournalReader reader;
  private final Decider decider;
  private final Links links;
  private final Revisions revisions;
  private final Levels levels;

  DecisionsApi(ApiRooms rooms, Links links) {
    this.reader = rooms.reader();
    this.decider = rooms.decider();
    this.links = links;
    this.revisions = new Revisions(rooms.policy(), rooms.reader());
    this.levels = rooms.risk().levels();
  }

  List<Operation> operations() {
    return List.of(
        Operation.read(
            "/v1/decisions/{id}",
            Scopes.READ,
            Meanings.asking("Shows a decision, and why", "Decision", "explain"),
            this::show));
  }

  private Answer show(Asked asked) {
    Decision decision = find(asked.parameter("id"));
    List<String> because = decider.because(decision);
    @Nullable String proofAt =
        decision.verdict() instanceof Verdict.StepUp(Challenge challenge)
            ? links.stepUp(asked.call(), challenge.id())
            : null;
    boolean asks = asksWhy(asked);
    Optional<Explanation> why = asks ? why(decision) : Optional.empty();
    return Answer.json(
        200,
        out -> {
          DecisionJson.writeFields(out, decision, because, proofAt);
          attempt(out, decision);
          why.ifPresentOrElse(
              found -> ExplanationJson.write(out, found),
              () -> {
                if (asks) {
                  out.writeNullProperty("explanation");
                }
              });
        });
  }

  private static boolean asksWhy(Asked asked) {
    String explain = asked.query("explain");
    if (explain != null && !explain.equals("true") && !explain.equals("false")) {
      throw new Fault.Invalid("explain must be true or false");
    }
    return "true".equals(explain);
  }

  /// Nothing where no policy judged the call, or the journal does not hold that policy any more.
  private Optional<Explanation> why(Decision decision) {
    Situation situation = Sketch.situation(decision);
    Judgement judged = decision.judgement();
    if (situation == null || judged == null) {
      return Optional.empty();
    }
    List<String> spent =
        decision.verdict() instanceof Verdict.Throttle ? decision.reasons() : List.of();
    return revisions
        .at(judged.revision(), decision.time())
        .map(policies ->
            policies.explain(situation, levels.medium(), levels.high(), levels.critical(), spent));
  }

  private Decision find(String id) {
    if (!id.startsWith(PREFIX)) {
      throw new Fault.NotFound("no such decision");
    }
    try {
      return reader
          .find(id)
          .flatMap(Entry::decision)
          .orElseThrow(() -> new Fault.NotFound("no such decision"));
    } catch (IOException e) {
      throw AuditApi.unreadable(e);
    }
  }

  private static void attempt(JsonGenerator out, Decision decision) {
    Attempt attempt = decision.attempt();
    out.writeStringProperty("decidedAt", Times.text(decision.time()));
    out.writeNumberProperty("latencyMicros", decision.latencyMicros());
    out.writeObjectPropertyStart("attempt");
    out.writeStringProperty("time", Times.text(attempt.time()));
    out.writeStringProperty("gateway", attempt.gateway());
    out.writeStringProperty("method", attempt.method());
    out.writeStringProperty("scheme", attempt.scheme());
    out.writeStringProperty("host", attempt.host());
    out.writeStringProperty("path", attempt.path().path());
    if (attempt.source() != null) {
      out.writeStringProperty("sourceIp", attempt.source().toString());
    }
    out.writeStringProperty("userAgent", attempt.userAgent());
    if (attempt.problem() != null) {
      out.writeStringProperty("problem", attempt.problem());
    }
    out.writeEndObject();
  }
}
