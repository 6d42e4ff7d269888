package dev.warder.notify.forward;

import dev.warder.model.Fault;
import dev.warder.model.Handover;
import dev.warder.model.RecordFeed;
import dev.warder.notify.forward.OffsetFile.Offset;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries records to one target, a batch at a time, and waits longer from failure to failure.
final class Courier implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
  private static final int MOST = 500;
  private static final long CHARACTERS = 1L << 20;
  private static final Duration IDLE = Duration.ofMillis(200);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final Target target;
  private final RecordFeed feed;
  private final OffsetFile file;
  private final Receivers receivers;
  private @Nullable Receiver receiver;
  private @Nullable Offset offset;
  private volatile long next;
  private volatile @Nullable String trouble;
  private int failures;

  Courier(Target target, RecordFeed feed, OffsetFile file, Receivers receivers) {
    this.target = target;
    this.feed = feed;
    this.file = file;
    this.receivers = receivers;
  }

  /// Until the thread is interrupted.
  @Override
  public void run() {
    try {
      while (!Thread.interrupted()) {
        Thread.sleep(round());
      }
    } catch (InterruptedException e) {
      // the service stops
    } finally {
      letGo();
    }
  }

  /// @return how long to wait before the next
  private Duration round() throws InterruptedException {
    try {
      boolean sent = carry();
      if (trouble != null) {
        LOG.info("forwarding to {} works again", target.name());
      }
      trouble = null;
      failures = 0;
      return sent ? Duration.ZERO : IDLE;
    } catch (IOException | RuntimeException e) {
      failed(e);
      letGo();
      return pause();
    }
  }

  /// @return whether there was anything to carry
  private boolean carry() throws IOException, InterruptedException {
    Offset from = offset == null ? begin() : offset;
    offset = from;
    List<Handover> records = feed.from(from.next(), target.form(), MOST, CHARACTERS);
    if (records.isEmpty()) {
      return false;
    }
    if (receiver == null) {
      receiver = receivers.open(target.destination());
    }
    receiver.take(records);
    Handover last = records.getLast();
    Offset to = new Offset(last.seq() + 1, last.id());
    file.write(to);
    offset = to;
    next = to.next();
    return true;
  }

  /// A journal that does not hold the record that we sent last is another one: from its start.
  private Offset begin() throws IOException {
    Offset kept = file.read().orElse(null);
    if (kept == null) {
      kept = target.fromNow() ? new Offset(feed.next(), "") : Offset.START;
      file.write(kept);
    } else if (!kept.last().isEmpty() && !isThere(kept)) {
      LOG.warn("{} was sent records of another journal: it gets this one whole", target.name());
      kept = Offset.START;
    }
    next = kept.next();
    return kept;
  }

  private boolean isThere(Offset kept) throws IOException {
    if (kept.next() > feed.next()) {
      return false;
    }
    List<Handover> last = feed.from(kept.next() - 1, target.form(), 1, 1);
    // retention may have removed it, and then what comes first is newer
    return last.isEmpty()
        || last.getFirst().seq() >= kept.next()
        || last.getFirst().id().equals(kept.last());
  }

  private void failed(Exception e) {
    failures++;
    // A connection that is refused fails without a message.
    String said = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    String text = e instanceof Fault fault ? fault.publicText() : said;
    if (trouble == null) {
      LOG.warn("forwarding to {} fails, and is tried again: {}", target.name(), text);
    }
    trouble = text;
  }

  private Duration pause() {
    long doubled = FIRST_PAUSE.toMillis() << Math.min(failures - 1, 10);
    long millis = Math.min(doubled, LONGEST_PAUSE.toMillis());
    return Duration.ofMillis(millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2 + 1));
  }

  private void letGo() {
    Receiver old = receiver;
    receiver = null;
    if (old != null) {
      old.close();
    }
  }

  boolean isFailing() {
    return trouble != null;
  }

  Forwarding.Progress progress(long end) {
    return new Forwarding.Progress(target.name(), next, Math.max(0, end - next), trouble);
  }
}
