package dev.warder.api;

import dev.warder.audit.Entry;
import dev.warder.audit.Event;
import dev.warder.audit.JournalReader;
import dev.warder.audit.Query;
import dev.warder.decide.Caller;
import dev.warder.model.Decision;
import dev.warder.model.Fault;
import dev.warder.risk.Feedback;
import dev.warder.risk.RiskEngine;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// `/v1/decisions/{id}/feedback`: a person says whose call it was. The last word counts; saying it
/// again changes nothing.
final class FeedbackApi {
  private final Ledger ledger;
  private final JournalReader reader;
  private final RiskEngine risk;
  private final InstantSource clock;

  FeedbackApi(Ledger ledger, JournalReader reader, RiskEngine risk, InstantSource clock) {
    this.ledger = ledger;
    this.reader = reader;
    this.risk = risk;
    this.clock = clock;
  }

  List<Operation> operations() {
    return List.of(
        Operation.change(
            "POST",
            "/v1/decisions/{id}/feedback",
            Caller.ADMIN,
            Meanings.of(
                "Says whose call it was: moves what is learned", 200, "Feedback", "FeedbackTaken"),
            this::say));
  }

  private Answer say(Asked asked) {
    String label = asked.object().text("label");
    if (!label.equals(Feedbacks.LEGITIMATE) && !label.equals(Feedbacks.COMPROMISED)) {
      throw new Fault.Invalid("label must be legitimate or compromised");
    }
    String id = asked.parameter("id");
    boolean changed;
    try {
      changed = take(asked, find(id), label);
    } catch (IOException e) {
      throw AuditApi.unreadable(e);
    }
    return Answer.json(
        200,
        out -> {
          out.writeStringProperty("decisionId", id);
          out.writeStringProperty("label", label);
          out.writeBooleanProperty("changed", changed);
        });
  }

  private Decision find(String id) throws IOException {
    Decision decision =
        id.startsWith("dec_") ? reader.find(id).flatMap(Entry::decision).orElse(null) : null;
    if (decision == null) {
      throw new Fault.NotFound("no such decision");
    }
    if (decision.identity() == null || decision.assessment() == null) {
      throw new Fault.Conflict(
          "this call showed no valid token, or its risk was never computed: there is nothing to"
              + " learn from it");
    }
    return decision;
  }

  /// One at a time, so that two who say the same at once are told apart.
  private synchronized boolean take(Asked asked, Decision decision, String label)
      throws IOException {
    if (label.equals(lastWord(decision))) {
      return false;
    }
    long upTo = reader.size();
    List<Decision> around = new SessionRecords(reader).around(decision, upTo);
    boolean legitimate = label.equals(Feedbacks.LEGITIMATE);
    Feedback feedback = new Feedback(decision, around, legitimate, clock.instant());
    Map<String, Object> details = asked.trail().signed(Feedbacks.details(feedback, upTo));
    var written =
        ledger.append(
            Feedbacks.KIND,
            asked.caller().principal(),
            decision.id(),
            details,
            seq -> risk.learn(feedback, seq));
    Ledger.durable(written);
    asked.trail().told();
    return true;
  }

  private String lastWord(Decision decision) throws IOException {
    Query query = new Query(Feedbacks.KIND, null, decision.id(), null, decision.time(), null);
    OptionalLong before = OptionalLong.empty();
    do {
      var page = reader.page(query, before, 1);
      if (!page.entries().isEmpty()) {
        Event event = page.entries().getFirst().event().orElseThrow();
        return String.valueOf(event.details().get("label"));
      }
      before = page.next();
    } while (before.isPresent());
    return "";
  }
}
