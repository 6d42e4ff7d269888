package dev.warder.notify.outbox;

import dev.warder.notify.Crew;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The messages that wait to be sent, and the carriers that send them.
///
/// Safe for several threads. `send` blocks for the disk, never for a target: not to be called where
/// decisions are made.
public final class Outbox implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
  private static final long MOST_WAITING = 100_000;

  /// How a target does.
  ///
  /// @param waiting what it has not taken yet
  /// @param sent what it took since the start
  /// @param dropped what it did not take in time, or what there was no room for
  /// @param trouble why it takes nothing; absent where it does
  public record Progress(
      String target, long waiting, long sent, long dropped, @Nullable String trouble) {}

  private final OutboxStore store;
  private final InstantSource clock;
  private final Map<String, Carrier> carriers = new LinkedHashMap<>();
  private final Crew crew = new Crew();
  private final @Nullable String post;

  /// @param undeliverable is told of what was given up
  public Outbox(
      List<Channel> channels,
      OutboxStore store,
      InstantSource clock,
      Consumer<Delivery> undeliverable) {
    this.store = store;
    this.clock = clock;
    String firstMail = null;
    for (Channel channel : channels) {
      carriers.put(channel.name(), new Carrier(channel, store, clock, undeliverable));
      firstMail = firstMail == null && channel.isMail() ? channel.name() : firstMail;
    }
    post = firstMail;
    carriers.forEach((name, carrier) -> crew.start("warder-notify-" + name, carrier));
  }

  /// Stores a notice for everybody whom it is for, each target once.
  ///
  /// @return how many will get it; 0 where nobody is configured who could
  /// @throws dev.warder.model.Fault.Unavailable where it cannot be stored
  public int send(Notice notice, List<? extends Recipient> recipients) {
    Map<String, Delivery> deliveries = new LinkedHashMap<>();
    for (Recipient recipient : recipients) {
      for (Delivery each : deliveries(notice, recipient)) {
        if (hasRoom(each)) {
          deliveries.put(each.target() + " " + each.address(), each);
        }
      }
    }
    if (!deliveries.isEmpty()) {
      store.add(List.copyOf(deliveries.values()));
      deliveries.values().forEach(each -> carrier(each.target()).wake());
    }
    return deliveries.size();
  }

  private List<Delivery> deliveries(Notice notice, Recipient recipient) {
    return switch (recipient) {
      case Recipient.Operators all ->
          carriers.values().stream()
              .filter(carrier -> carrier.channel().isForOperators())
              .filter(carrier -> carrier.channel().wants(notice))
              .map(carrier -> delivery(notice, carrier.channel().name(), ""))
              .toList();
      case Recipient.Named(String target) ->
          carriers.containsKey(target) ? List.of(delivery(notice, target, "")) : List.of();
      case Recipient.Owner(String address) ->
          post == null ? List.of() : List.of(delivery(notice, post, address));
    };
  }

  private Delivery delivery(Notice notice, String target, String address) {
    return new Delivery(notice, target, address, 0, clock.instant());
  }

  private boolean hasRoom(Delivery delivery) {
    Carrier carrier = carrier(delivery.target());
    boolean room = store.waiting(delivery.target()) < MOST_WAITING;
    if (!room) {
      carrier.dropped();
      LOG.error(
          "{} is not told of {}: too much waits for it", delivery.target(), delivery.notice().id());
    }
    return room;
  }

  private Carrier carrier(String target) {
    Carrier carrier = carriers.get(target);
    if (carrier == null) {
      throw new IllegalStateException("no target " + target);
    }
    return carrier;
  }

  /// Of all targets, in the order in which they were configured.
  public List<Progress> progress() {
    return carriers.values().stream().map(Carrier::progress).toList();
  }

  /// Of one target.
  public Progress of(String target) {
    return carrier(target).progress();
  }

  @Override
  public void close() {
    crew.close();
  }
}
