package dev.warder.app;

import dev.warder.api.Erasure;
import dev.warder.api.Feedbacks;
import dev.warder.api.Forgetting;
import dev.warder.audit.Entry;
import dev.warder.audit.Event;
import dev.warder.audit.IndexFeeder;
import dev.warder.audit.JournalReader;
import dev.warder.audit.Outcomes;
import dev.warder.audit.Page;
import dev.warder.audit.Query;
import dev.warder.audit.Seals;
import dev.warder.model.Decision;
import dev.warder.model.Outcome;
import dev.warder.model.Verdict;
import dev.warder.risk.Keeper;
import dev.warder.risk.RiskEngine;
import dev.warder.risk.Snapshots;
import dev.warder.stepup.Challenges;
import dev.warder.stepup.ProofRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// Brings back what was learned: the newest snapshot, and the journal from there on. And which
/// challenges were answered but not kept yet when the process ended.
final class Memory {
  private static final Duration SWEEP = Duration.ofSeconds(30);
  private static final Duration SAVE = Duration.ofMinutes(5);

  private static final Duration UNKEPT = Duration.ofHours(1);
  private static final int PAGE = 500;
  private static final int MOST = 100_000;

  private Memory() {}

  /// What was learned of principals: brings it back, keeps it from now on, and finishes what was
  /// being forgotten when the service ended.
  static Erasure keep(
      Restoring.Restored restored,
      Seals seals,
      JournalReader reader,
      IndexFeeder feeder,
      Closing closing)
      throws IOException {
    RiskEngine risk = restored.engine();
    Snapshots snapshots = restored.snapshots();
    recall(risk, restored.known(), reader);
    closing.add(new Keeper(risk, snapshots, SWEEP, SAVE));
    Erasure erasure = new Erasure(seals, feeder, risk, snapshots);
    erasure.resume(reader.size() - 1);
    return erasure;
  }

  /// What the journal knows of challenges beyond what was kept: those that were opened, and the
  /// approvals of one call that were used, just before the process ended.
  static void recall(Challenges challenges, JournalReader reader, Instant now) throws IOException {
    Instant since = now.minus(UNKEPT);
    decisions(
            reader,
            new Query("decision", null, null, "step_up", since, null),
            newestKept(challenges, reader))
        .forEach(challenges::recall);
    for (ProofRequest once : challenges.unspent()) {
      decisions(reader, new Query("decision", null, once.tokenId(), null, since(once), null), 0)
          .forEach(challenges::recallUse);
    }
  }

  /// The record of the newest challenge that was kept, 0 where that is not known. They are kept in
  /// the order of their records: none of those before it was lost.
  private static long newestKept(Challenges challenges, JournalReader reader) throws IOException {
    ProofRequest newest = challenges.newest().orElse(null);
    return newest == null ? 0 : reader.find(newest.decisionId()).map(Entry::seq).orElse(0L);
  }

  private static Instant since(ProofRequest once) {
    return once.proof() == null ? once.openedAt() : once.proof().since();
  }

  /// Oldest first; one of those that opened the same challenge.
  private static Collection<Decision> decisions(JournalReader reader, Query query, long from)
      throws IOException {
    Map<String, Decision> found = new LinkedHashMap<>();
    OptionalLong before = OptionalLong.empty();
    do {
      Page page = reader.page(query, from, before.orElse(Long.MAX_VALUE), PAGE);
      for (Entry entry : page.entries()) {
        entry.decision().ifPresent(decision -> found.put(key(decision), decision));
      }
      before = page.next();
    } while (before.isPresent() && found.size() < MOST);
    return new ArrayList<>(found.values()).reversed();
  }

  private static String key(Decision decision) {
    return decision.verdict() instanceof Verdict.StepUp(var asked) ? asked.id() : decision.id();
  }

  private static void recall(RiskEngine risk, long known, JournalReader reader) throws IOException {
    var _ =
        reader.forEach(
            known + 1,
            entry -> {
              learn(risk, entry, reader);
              return true;
            });
  }

  private static void learn(RiskEngine risk, Entry entry, JournalReader reader) {
    entry.decision().ifPresent(decision -> risk.learn(decision, entry.seq()));
    Event event = entry.event().orElse(null);
    if (event == null) {
      return;
    }
    List<Outcome> outcomes = Outcomes.of(event);
    if (!outcomes.isEmpty()) {
      risk.learn(outcomes, entry.seq());
    }
    try {
      Feedbacks.feedback(event, reader).ifPresent(said -> risk.learn(said, entry.seq()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Forgetting.of(event).forEach(principal -> risk.forget(principal, entry.seq()));
  }
}
