package dev.warder.api;

import dev.warder.decide.Callers;
import dev.warder.model.Fault;
import dev.warder.model.RecordFeed;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// `/v1/events`: records as they are written, as server-sent events.
///
/// Each listener reads the journal at its own pace, so nothing is kept for one that is slow, and
/// one that was away goes on where it was (`Last-Event-ID`, the `seq` of the last it saw).
final class EventsApi {
  private static final int MOST_LISTENERS = 64;

  private final RecordFeed feed;
  private final Callers callers;
  private final Semaphore listeners = new Semaphore(MOST_LISTENERS);

  EventsApi(RecordFeed feed, Callers callers) {
    this.feed = feed;
    this.callers = callers;
  }

  List<Operation> operations() {
    return List.of(
        Operation.read(
            "/v1/events",
            Scopes.AUDIT,
            Meanings.asking(
                "Sends records as they are written, as server-sent events", null, "kind"),
            this::listen));
  }

  private Reply listen(Asked asked) {
    String kinds = asked.query("kind");
    long from = from(asked.header("last-event-id"));
    if (!listeners.tryAcquire()) {
      throw new Fault.Unavailable("there are " + MOST_LISTENERS + " listeners already", null);
    }
    return new EventStream(
        asked.call().context(),
        feed,
        from,
        kinds == null ? Set.of() : Set.of(kinds.split(",")),
        () -> isStillLetIn(asked),
        listeners::release);
  }

  private long from(@Nullable String lastId) {
    try {
      long next = feed.next();
      if (lastId == null || lastId.isBlank()) {
        return next;
      }
      return Math.clamp(Long.parseLong(lastId.strip()) + 1, 0, next);
    } catch (NumberFormatException e) {
      throw new Fault.Invalid("Last-Event-ID is the id of an event of this stream", e);
    } catch (IOException e) {
      throw new Fault.Unavailable("the journal cannot be read", e);
    }
  }

  /// A token that is revoked hears no more.
  private boolean isStillLetIn(Asked asked) {
    return callers.isStillLetIn(
        Bearer.of(asked.call().headers()), asked.call().peer(), Scopes.AUDIT);
  }
}
