package dev.warder.api;

import dev.warder.audit.Entry;
import dev.warder.audit.Event;
import dev.warder.audit.JournalReader;
import dev.warder.audit.Ledger;
import dev.warder.audit.Query;
import dev.warder.model.Decision;
import dev.warder.model.Fault;
import dev.warder.risk.Feedback;
import dev.warder.risk.RiskEngine;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What people say of whose calls were: recorded, and then learned from.
final class Teaching {
  private final Ledger ledger;
  private final JournalReader reader;
  private final RiskEngine risk;
  private final InstantSource clock;

  Teaching(Ledger ledger, JournalReader reader, RiskEngine risk, InstantSource clock) {
    this.ledger = ledger;
    this.reader = reader;
    this.risk = risk;
    this.clock = clock;
  }

  /// @return whether that is news
  /// @throws Fault.NotFound where there is no such decision
  /// @throws Fault.Conflict where there is nothing to learn from it
  boolean say(Asked asked, String id, String label) {
    try {
      Decision decision = find(id);
      if (decision == null) {
        throw new Fault.NotFound("no such decision");
      }
      if (!teaches(decision)) {
        throw new Fault.Conflict(
            "this call showed no valid token, or its risk was never computed: there is nothing to"
                + " learn from it");
      }
      return take(asked, decision, label);
    } catch (IOException e) {
      throw AuditApi.unreadable(e);
    }
  }

  /// That calls were their owner's, as far as they are known and teach anything.
  void legitimate(Asked asked, Collection<String> ids) {
    try {
      for (String id : ids) {
        Decision decision = find(id);
        if (decision != null && teaches(decision)) {
          boolean _ = take(asked, decision, Feedbacks.LEGITIMATE);
        }
      }
    } catch (IOException e) {
      throw AuditApi.unreadable(e);
    }
  }

  private @Nullable Decision find(String id) throws IOException {
    return id.startsWith("dec_") ? reader.find(id).flatMap(Entry::decision).orElse(null) : null;
  }

  private static boolean teaches(Decision decision) {
    return decision.identity() != null && decision.assessment() != null;
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
