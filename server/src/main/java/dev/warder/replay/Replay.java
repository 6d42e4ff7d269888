package dev.warder.replay;

import dev.warder.audit.JournalBlocks;
import dev.warder.audit.Seals;
import dev.warder.audit.Sketches;
import dev.warder.decide.Retrial;
import dev.warder.policy.DraftPolicies;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Judges the decisions of a journal again under a draft policy.
///
/// Blocks are read in order and judged side by side. What a bucket decides on waits until all
/// blocks before it are done, because there the order matters.
public final class Replay {
  private static final int AHEAD = 3;

  private final DraftPolicies draft;
  private final int threads;
  private final @Nullable Instant since;
  private final long limit;
  private final LongConsumer progress;

  /// @param since leaves out older decisions
  /// @param limit how many decisions to read at most, about: whole blocks are read
  /// @param progress told now and then how many decisions were read
  public Replay(
      DraftPolicies draft,
      int threads,
      @Nullable Instant since,
      long limit,
      LongConsumer progress) {
    this.draft = draft;
    this.threads = threads;
    this.since = since;
    this.limit = limit;
    this.progress = progress;
  }

  /// @param folder the data folder or the journal in it
  public Tally run(Path folder) throws IOException {
    try (JournalBlocks blocks = JournalBlocks.open(folder, since);
        ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      try {
        return run(blocks, Seals.of(folder), pool);
      } finally {
        pool.shutdownNow();
      }
    }
  }

  private Tally run(JournalBlocks blocks, Seals seals, ExecutorService pool) throws IOException {
    Retrial retrial = new Retrial();
    boolean factors = draft.reads("risk.factors");
    boolean numbers = draft.reads("risk.probability") || draft.reads("risk.confidence");
    ThreadLocal<Sketches> sketches =
        ThreadLocal.withInitial(() -> new Sketches(factors, numbers, seals));
    ArrayDeque<Future<BlockTrial>> ahead = new ArrayDeque<>();
    Tally tally = new Tally();
    JournalBlocks.Block next = blocks.next();
    while (next != null || !ahead.isEmpty()) {
      while (next != null && ahead.size() < threads * AHEAD) {
        JournalBlocks.Block block = next;
        ahead.add(
            pool.submit(() -> {
              BlockTrial trial = judge(block, sketches.get(), retrial);
              blocks.giveBack(block);
              return trial;
            }));
        next = blocks.next();
      }
      tally.add(result(ahead.remove()).finish());
      progress.accept(tally.decisions());
      if (tally.decisions() >= limit) {
        return tally;
      }
    }
    return tally;
  }

  private BlockTrial judge(JournalBlocks.Block block, Sketches sketches, Retrial retrial) {
    BlockTrial trial = new BlockTrial(draft, retrial, since);
    sketches.read(block, trial);
    return trial;
  }

  static <T> T result(Future<T> future) throws IOException {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IOException("a block could not be judged", e.getCause());
    }
  }
}
