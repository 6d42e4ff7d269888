package dev.warder.api;

import dev.warder.audit.Entry;
import dev.warder.audit.JournalReader;
import dev.warder.decide.Decider;
import dev.warder.http.DecisionJson;
import dev.warder.http.Links;
import dev.warder.model.Attempt;
import dev.warder.model.Challenge;
import dev.warder.model.Decision;
import dev.warder.model.Fault;
import dev.warder.model.Verdict;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// `/v1/decisions/{id}`: a decision again, from its record, with what was asked.
final class DecisionsApi {
  private static final String PREFIX = "dec_";

  private final JournalReader reader;
  private final Decider decider;
  private final Links links;

  DecisionsApi(JournalReader reader, Decider decider, Links links) {
    this.reader = reader;
    this.decider = decider;
    this.links = links;
  }

  List<Operation> operations() {
    return List.of(
        Operation.read(
            "/v1/decisions/{id}",
            Scopes.READ,
            Meanings.of("Shows a decision, and why", 200, null, "Decision"),
            this::show));
  }

  private Answer show(Asked asked) {
    Decision decision = find(asked.parameter("id"));
    List<String> because = decider.because(decision);
    @Nullable String proofAt =
        decision.verdict() instanceof Verdict.StepUp(Challenge challenge)
            ? links.stepUp(asked.call(), challenge.id())
            : null;
    return Answer.json(
        200,
        out -> {
          DecisionJson.writeFields(out, decision, because, proofAt);
          attempt(out, decision);
        });
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
