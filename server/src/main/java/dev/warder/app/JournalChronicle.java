package dev.warder.app;

import dev.warder.audit.Event;
import dev.warder.audit.Journal;
import dev.warder.model.Fault;
import dev.warder.model.IdSource;
import dev.warder.stepup.Chronicle;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// What becomes of challenges, as records of the journal.
public final class JournalChronicle implements Chronicle {
  private static final long LONGEST_WAIT_SECONDS = 5;

  private final Journal journal;
  private final IdSource ids;
  private final InstantSource clock;

  public JournalChronicle(Journal journal, IdSource ids, InstantSource clock) {
    this.journal = journal;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public void ahead(String kind, String actor, String subject, Map<String, Object> details) {
    try {
      var _ = append(kind, actor, subject, details).get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new Fault.Unavailable("the journal cannot be written: nothing was done", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Fault.Unavailable("the service is stopping: nothing was done", e);
    }
  }

  @Override
  public void later(String kind, String actor, String subject, Map<String, Object> details) {
    var _ = append(kind, actor, subject, details);
  }

  private CompletableFuture<Long> append(
      String kind, String actor, String subject, Map<String, Object> details) {
    return journal.append(
        new Event(ids.next("evt_"), clock.instant(), kind, actor, subject, details));
  }
}
