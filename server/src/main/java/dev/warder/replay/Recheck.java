package dev.warder.replay;

import dev.warder.audit.Entry;
import dev.warder.audit.JournalBlocks;
import dev.warder.audit.Seals;
import dev.warder.decide.Repetition;
import dev.warder.model.Decision;
import dev.warder.model.Judgement;
import dev.warder.policy.DraftPolicies;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;

/// Computes score and verdict of every decision of a journal again, from its record and the records
/// of what was in force, and compares bit for bit.
public final class Recheck {
  private static final int AHEAD = 3;
  private static final byte[] DECISION = "\"kind\":\"decision\"".getBytes(StandardCharsets.UTF_8);
  private static final int LOOKED_AT = 200;

  private final int threads;
  private final LongConsumer progress;
  private Seals seals = Seals.none();

  /// @param progress told now and then how many decisions were computed
  public Recheck(int threads, LongConsumer progress) {
    this.threads = threads;
    this.progress = progress;
  }

  /// @param folder the data folder or the journal in it
  public Findings run(Path folder) throws IOException {
    seals = Seals.of(folder);
    Timeline timeline = timeline(folder);
    try (JournalBlocks blocks = JournalBlocks.open(folder, null);
        ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      try {
        return run(blocks, timeline, pool);
      } finally {
        pool.shutdownNow();
      }
    }
  }

  private Timeline timeline(Path folder) throws IOException {
    Timeline timeline = new Timeline();
    try (JournalBlocks blocks = JournalBlocks.open(folder, null)) {
      for (JournalBlocks.Block block = blocks.next(); block != null; block = blocks.next()) {
        block.forEachLine((bytes, from, to) -> tell(timeline, bytes, from, to));
      }
    }
    return timeline;
  }

  private void tell(Timeline timeline, byte[] bytes, int from, int to) {
    if (isDecision(bytes, from, to)) {
      return;
    }
    try {
      Entry entry = Entry.of(bytes, from, to, seals);
      if (Timeline.tells(entry.kind())) {
        timeline.add(entry);
      }
    } catch (RuntimeException e) {
      // Decisions that needed it are told as such.
    }
  }

  /// Going by the beginning of the line, where the kind stands.
  private static boolean isDecision(byte[] bytes, int from, int to) {
    int last = Math.min(to, from + LOOKED_AT) - DECISION.length;
    for (int at = from; at <= last; at++) {
      if (bytes[at] == '"' && bytes[at + 1] == 'k') {
        return java.util.Arrays.equals(
            bytes, at, at + DECISION.length, DECISION, 0, DECISION.length);
      }
    }
    return false;
  }

  private Findings run(JournalBlocks blocks, Timeline timeline, ExecutorService pool)
      throws IOException {
    ArrayDeque<Future<Findings>> ahead = new ArrayDeque<>();
    Findings all = new Findings();
    JournalBlocks.Block next = blocks.next();
    while (next != null || !ahead.isEmpty()) {
      while (next != null && ahead.size() < threads * AHEAD) {
        JournalBlocks.Block block = next;
        ahead.add(pool.submit(() -> compute(block, timeline)));
        next = blocks.next();
      }
      all.add(Replay.result(ahead.remove()));
      progress.accept(all.decisions());
    }
    return all;
  }

  private Findings compute(JournalBlocks.Block block, Timeline timeline) {
    Findings findings = new Findings();
    block.forEachLine((bytes, from, to) -> {
      if (isDecision(bytes, from, to)) {
        compute(bytes, from, to, timeline, findings);
      }
    });
    return findings;
  }

  private void compute(byte[] bytes, int from, int to, Timeline timeline, Findings findings) {
    long seq = -1;
    String id = "";
    try {
      Entry entry = Entry.of(bytes, from, to, seals);
      seq = entry.seq();
      id = entry.id();
      if (entry.isSealed()) {
        findings.sealed();
      } else {
        compute(entry, timeline, findings);
      }
    } catch (IllegalArgumentException e) {
      findings.wrong(new Findings.Mismatch(seq, id, List.of("the record: " + e.getMessage())));
    }
  }

  private static void compute(Entry entry, Timeline timeline, Findings findings) {
    Decision decision = entry.decision().orElseThrow();
    Optional<Repetition> repetition = timeline.at(entry.seq());
    Judgement judged = decision.judgement();
    Optional<DraftPolicies> policies =
        judged == null ? Optional.empty() : timeline.policies(judged.revision());
    if (repetition.isEmpty()
        || !repetition.get().knows(decision)
        || (judged != null && policies.isEmpty())) {
      findings.unknown();
      return;
    }
    List<String> differences = repetition.get().differences(decision, policies.orElse(null));
    if (differences.isEmpty()) {
      findings.matches(!Repetition.failed(decision));
    } else {
      findings.wrong(new Findings.Mismatch(entry.seq(), decision.id(), differences));
    }
  }
}
