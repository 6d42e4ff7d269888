package dev.warder.notify.signal;

import dev.warder.model.Fault;
import dev.warder.model.Form;
import dev.warder.model.Handover;
import dev.warder.model.RecordFeed;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes events of the journal's records for every stream that wants them, and has a pusher for
/// each stream whose receiver is pushed to.
public final class Transmitter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Transmitter.class);
  private static final int AT_ONCE = 500;
  private static final long CHARACTERS = 1L << 20;
  private static final Duration IDLE = Duration.ofMillis(200);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);
  private static final long MOST_WAITING = 100_000;
  private static final long LONGEST_STOP_MILLIS = 5_000;

  /// What a transmitter is called and signs with, and how it finds who owns a token.
  ///
  /// @param issuer a URL; `iss` of every event
  /// @param privateReceivers whether receivers may be in private networks
  public record Identity(
      String issuer, SigningKey key, boolean privateReceivers, Function<String, String> owners) {}

  private final Identity identity;
  private final RecordFeed feed;
  private final SignalStore store;
  private final InstantSource clock;
  private final Streams streams;
  private final Sets sets;
  private final RecordSignals signals;
  private final Map<String, Pusher> pushers = new ConcurrentHashMap<>();
  private final LongAdder made = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final Consumer<RefusedSignal> refusals;
  private final Thread thread;
  private volatile boolean closed;

  /// @param ids of events, unlike all others
  /// @param refusals is told of each event that its receiver will never take; does not block
  public Transmitter(
      Identity identity,
      RecordFeed feed,
      SignalStore store,
      StreamStore streamStore,
      Supplier<String> ids,
      InstantSource clock,
      Consumer<RefusedSignal> refusals) {
    this.refusals = refusals;
    this.identity = identity;
    this.feed = feed;
    this.store = store;
    this.clock = clock;
    this.sets = new Sets(identity.issuer(), identity.key(), ids);
    this.signals = new RecordSignals(identity.issuer(), identity.owners());
    this.streams =
        new Streams(streamStore, store, sets, clock, new SecureRandom(), this::lookAfter);
    streams.everybodys().forEach(stream -> lookAfter(stream.id()));
    thread = Thread.ofPlatform().daemon().name("warder-signals").start(this::run);
  }

  public Streams streams() {
    return streams;
  }

  public String issuer() {
    return identity.issuer();
  }

  public String jwks() {
    return identity.key().jwks();
  }

  /// @throws Fault.Invalid where events may not be pushed there
  public void requireReachable(String url) {
    Reachable.require(url, identity.privateReceivers());
  }

  /// Starts, wakes or ends the pusher of a stream.
  private void lookAfter(String id) {
    boolean push =
        !closed
            && streams
                .get(id)
                .filter(s -> s.delivery() instanceof Stream.Delivery.Push)
                .isPresent();
    if (push) {
      pushers
          .computeIfAbsent(
              id, i -> new Pusher(i, streams, store, identity.privateReceivers(), this::refused))
          .wake();
    } else {
      Pusher old = pushers.remove(id);
      if (old != null) {
        old.close();
      }
    }
  }

  private void run() {
    try {
      while (!closed) {
        Thread.sleep(round());
      }
    } catch (InterruptedException e) {
      // the service stops
    }
  }

  private Duration round() {
    try {
      return makeSome() ? Duration.ZERO : IDLE;
    } catch (IOException | RuntimeException e) {
      LOG.warn("no security events can be made just now, which is tried again", e);
      return AFTER_FAILURE;
    }
  }

  /// @return whether there was anything
  private boolean makeSome() throws IOException {
    long from = store.next();
    if (from < 0) {
      store.append(List.of(), feed.next()); // of what was before, nobody had asked to hear
      return false;
    }
    List<Handover> records = feed.from(from, Form.JSONL, AT_ONCE, CHARACTERS);
    if (records.isEmpty()) {
      return false;
    }
    List<SignalStore.Waiting> events = new ArrayList<>();
    for (Handover record : records) {
      for (Signal signal : signals.of(record)) {
        streams.everybodys().stream()
            .filter(stream -> stream.wants(signal.type(), signal.user()))
            .filter(this::hasRoom)
            .forEach(stream -> events.add(sets.of(stream, signal, clock.instant())));
      }
    }
    store.append(events, records.getLast().seq() + 1);
    made.add(events.size());
    events.stream().map(SignalStore.Waiting::stream).distinct().forEach(this::lookAfter);
    return true;
  }

  private void refused(RefusedSignal signal) {
    refused.increment();
    refusals.accept(signal);
  }

  /// Events that their receivers will never take, since the start.
  public long refused() {
    return refused.sum();
  }

  private boolean hasRoom(Stream stream) {
    boolean room = store.count(stream.id()) < MOST_WAITING;
    if (!room) {
      dropped.increment();
      LOG.error("{} gets an event less: {} wait for it already", stream.id(), MOST_WAITING);
    }
    return room;
  }

  /// Events that were made since the start.
  public long made() {
    return made.sum();
  }

  /// Events that were not made because too many waited.
  public long dropped() {
    return dropped.sum();
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    pushers.values().forEach(Pusher::close);
    try {
      thread.join(LONGEST_STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
