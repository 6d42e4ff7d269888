package dev.warder.audit;

import dev.warder.model.Fault;
import dev.warder.model.IdSource;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;

/// Writes events into the journal, and waits for them where what they tell of must not happen
/// before.
public final class Ledger {
  private static final long LONGEST_WAIT_SECONDS = 5;

  private final Journal journal;
  private final IdSource ids;
  private final InstantSource clock;

  public Ledger(Journal journal, IdSource ids, InstantSource clock) {
    this.journal = journal;
    this.ids = ids;
    this.clock = clock;
  }

  /// Completes with the record's `seq` once it is durable.
  public CompletableFuture<Long> append(
      String kind, String actor, String subject, Map<String, Object> details) {
    return append(kind, actor, subject, details, seq -> {});
  }

  /// @param then is told of the `seq` on the journal's thread and in its order
  public CompletableFuture<Long> append(
      String kind, String actor, String subject, Map<String, Object> details, LongConsumer then) {
    Event event = new Event(ids.next("evt_"), clock.instant(), kind, actor, subject, details);
    return journal.append(event, then);
  }

  /// Writes what is about to be done. Blocks until it stands there, for 5 seconds at most.
  ///
  /// @throws Fault.Unavailable where it does not: then nothing may be done
  public void ahead(String kind, String actor, String subject, Map<String, Object> details) {
    var _ = durable(append(kind, actor, subject, details));
  }

  /// Returns when the record is durable.
  ///
  /// @throws Fault.Unavailable where it is not: what it tells of must not happen
  public static <T> T durable(CompletableFuture<T> appended) {
    try {
      return appended.get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new Fault.Unavailable("the journal cannot be written: nothing was done", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Fault.Unavailable("the service is stopping: nothing was done", e);
    }
  }
}
