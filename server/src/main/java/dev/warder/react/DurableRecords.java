package dev.warder.react;

import dev.warder.audit.Event;
import dev.warder.audit.Journal;
import dev.warder.model.Fault;
import dev.warder.model.IdSource;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Writes what is about to be done into the journal. Blocks until it stands there, for 5 seconds at
/// most.
public final class DurableRecords {
  private static final long LONGEST_WAIT_SECONDS = 5;

  private final Journal journal;
  private final IdSource ids;
  private final InstantSource clock;

  public DurableRecords(Journal journal, IdSource ids, InstantSource clock) {
    this.journal = journal;
    this.ids = ids;
    this.clock = clock;
  }

  /// Returns when it is durable.
  ///
  /// @throws Fault.Unavailable where it is not: then nothing may be done
  public void write(String kind, String actor, String subject, Map<String, Object> details) {
    Event event = new Event(ids.next("evt_"), clock.instant(), kind, actor, subject, details);
    try {
      var _ = journal.append(event).get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new Fault.Unavailable("the journal cannot be written: nothing was done", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Fault.Unavailable("the service is stopping: nothing was done", e);
    }
  }
}
