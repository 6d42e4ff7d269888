package dev.warder.notify.outbox;

import dev.warder.model.Fault;
import dev.warder.notify.forward.Poster;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends what waits for one target. What fails waits longer from attempt to attempt, by itself: a
/// message that the target will never take keeps no other one.
final class Carrier implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Carrier.class);
  private static final int AT_ONCE = 100;
  private static final int MOST_OVERTAKEN = 1_000;
  private static final Instant LATEST = Instant.ofEpochMilli(Long.MAX_VALUE);
  private static final Duration IDLE = Duration.ofSeconds(1);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  private final Channel channel;
  private final OutboxStore store;
  private final InstantSource clock;
  private final Consumer<Delivery> undeliverable;
  private final Semaphore news = new Semaphore(0);
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private @Nullable Sender sender;
  private volatile @Nullable String trouble;
  private int failures;

  Carrier(
      Channel channel, OutboxStore store, InstantSource clock, Consumer<Delivery> undeliverable) {
    this.channel = channel;
    this.store = store;
    this.clock = clock;
    this.undeliverable = undeliverable;
  }

  Channel channel() {
    return channel;
  }

  void wake() {
    news.release();
  }

  void dropped() {
    dropped.incrementAndGet();
  }

  /// Until the thread is interrupted.
  @Override
  public void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Duration pause = round();
        if (failures > 0) {
          Thread.sleep(pause); // news do not make a dead target better
        } else if (!pause.isZero()) {
          var _ = news.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
        }
        news.drainPermits();
      }
    } catch (InterruptedException e) {
      // the service stops
    } finally {
      letGo();
    }
  }

  /// @return how long to wait before the next, unless there is news
  private Duration round() throws InterruptedException {
    try {
      List<Delivery> due = store.due(channel.name(), clock.instant(), AT_ONCE);
      for (Delivery each : due) {
        carry(each);
      }
      failures = 0;
      return due.size() == AT_ONCE ? Duration.ZERO : IDLE;
    } catch (IOException | RuntimeException e) {
      failed(e);
      letGo();
      failures++;
      return pause(failures);
    }
  }

  /// @throws IOException where the next one would fare no better
  private void carry(Delivery delivery) throws IOException, InterruptedException {
    if (clock.instant().isAfter(delivery.notice().until())) {
      giveUp(delivery);
      return;
    }
    try {
      if (sender == null) {
        sender = Senders.open(channel.destination());
      }
      sender.send(delivery);
    } catch (IOException e) {
      Instant next = clock.instant().plus(pause(delivery.attempts() + 1));
      store.later(delivery.later(next));
      if (e instanceof Poster.Refused) {
        failed(e);
        return;
      }
      throw e;
    }
    if (channel.destination() instanceof Channel.Destination.Alertmanager) {
      overtaken(delivery);
    }
    store.remove(delivery);
    sent.incrementAndGet();
    if (trouble != null) {
      LOG.info("{} takes notices again", channel.name());
      trouble = null;
    }
  }

  /// An alert has one state: what came before in the same story and was kept back would bring an
  /// older one again, and raise an alert that has ended.
  private void overtaken(Delivery told) {
    Notice newest = told.notice();
    for (Delivery each : store.due(channel.name(), LATEST, MOST_OVERTAKEN)) {
      Notice notice = each.notice();
      boolean same = notice.about().equals(newest.about()) && notice.kind().equals(newest.kind());
      if (same && !notice.id().equals(newest.id()) && !notice.time().isAfter(newest.time())) {
        store.remove(each);
      }
    }
  }

  private void giveUp(Delivery delivery) {
    store.remove(delivery);
    dropped.incrementAndGet();
    LOG.error("{} was not told of {} in time", channel.name(), delivery.notice().id());
    undeliverable.accept(delivery);
  }

  private void failed(Exception e) {
    String text = e instanceof Fault fault ? fault.publicText() : String.valueOf(e.getMessage());
    if (trouble == null) {
      LOG.warn("{} does not take notices, which is tried again: {}", channel.name(), text);
    }
    trouble = text;
  }

  private static Duration pause(int failures) {
    long doubled = FIRST_PAUSE.toMillis() << Math.min(failures - 1, 12);
    long millis = Math.min(doubled, LONGEST_PAUSE.toMillis());
    return Duration.ofMillis(millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2 + 1));
  }

  private void letGo() {
    Sender old = sender;
    sender = null;
    if (old != null) {
      old.close();
    }
  }

  Outbox.Progress progress() {
    return new Outbox.Progress(
        channel.name(), store.waiting(channel.name()), sent.get(), dropped.get(), trouble);
  }
}
