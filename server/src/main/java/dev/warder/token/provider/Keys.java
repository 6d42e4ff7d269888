package dev.warder.token.provider;

import dev.warder.token.jose.KeySet;
import dev.warder.token.jose.Malformed;
import dev.warder.token.jose.VerificationKey;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The published keys of one provider, as they were fetched last.
///
/// They are fetched anew now and then, and where a token names one that is not there; by nobody
/// twice at a time, and for unknown keys at most once in some seconds, so that made-up names cost
/// the provider nothing. While the provider cannot be reached the last keys go on, for a day.
final class Keys {
  static final Duration FRESH = Duration.ofMinutes(5);
  static final Duration COOLDOWN = Duration.ofSeconds(10);
  static final Duration LONGEST_KEPT = Duration.ofHours(24);
  private static final Logger LOG = LoggerFactory.getLogger(Keys.class);

  private final ProviderSettings settings;
  private final Fetching fetching;
  private final InstantSource clock;
  private final AtomicReference<@Nullable CompletableFuture<Void>> underWay =
      new AtomicReference<>();
  private volatile State state = new State(KeySet.EMPTY, Instant.MIN, Instant.MIN, true);

  /// @param tried when they were last asked for, whatever came of it
  /// @param failing whether that failed
  private record State(KeySet keys, Instant fetched, Instant tried, boolean failing) {}

  Keys(ProviderSettings settings, Fetching fetching, InstantSource clock) {
    this.settings = settings;
    this.fetching = fetching;
    this.clock = clock;
  }

  Optional<VerificationKey> find(@Nullable String id) {
    State now = state;
    boolean usable = now.fetched().isAfter(clock.instant().minus(LONGEST_KEPT));
    return usable ? now.keys().find(id) : Optional.empty();
  }

  /// Whether a key that is not here may yet be one: nobody could be asked.
  boolean areFailing() {
    return state.failing();
  }

  /// Completes when it is known whether there is such a key. Never exceptionally.
  CompletableFuture<Void> awaited(@Nullable String id) {
    Instant now = clock.instant();
    State known = state;
    if (find(id).isPresent()) {
      if (now.isAfter(known.fetched().plus(FRESH)) && mayAsk(known, now)) {
        var _ = refresh();
      }
      return CompletableFuture.completedFuture(null);
    }
    CompletableFuture<Void> running = underWay.get();
    if (running != null) {
      return running;
    }
    return mayAsk(known, now) ? refresh() : CompletableFuture.completedFuture(null);
  }

  private static boolean mayAsk(State known, Instant now) {
    return known.tried().equals(Instant.MIN) || !now.isBefore(known.tried().plus(COOLDOWN));
  }

  /// One at a time: whoever comes while it runs waits for the same one.
  CompletableFuture<Void> refresh() {
    CompletableFuture<Void> mine = new CompletableFuture<>();
    CompletableFuture<Void> other = underWay.compareAndExchange(null, mine);
    if (other != null) {
      return other;
    }
    var _ =
        fetching
            .later(this::fetch)
            .whenComplete((keys, failure) -> {
              take(keys, failure);
              underWay.set(null);
              mine.complete(null);
            });
    return mine;
  }

  private void take(@Nullable KeySet keys, @Nullable Throwable failure) {
    Instant now = clock.instant();
    State before = state;
    if (keys == null || failure != null) {
      state = new State(before.keys(), before.fetched(), now, true);
      LOG.warn(
          "the keys of the provider {} cannot be fetched, trying again: {}",
          settings.name(),
          failure == null ? "no keys" : reason(failure));
    } else {
      state = new State(keys, now, now, false);
    }
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return cause.getClass().getSimpleName() + ": " + cause.getMessage();
  }

  private KeySet fetch() throws IOException, InterruptedException, Malformed {
    URI at =
        settings.keys() == null
            ? Metadata.fetch(settings.issuer(), fetching).keys()
            : settings.keys();
    KeySet keys = KeySet.read(fetching.get(at, KeySet.LONGEST), settings.algorithms());
    if (keys.size() == 0) {
      throw new Malformed("none of its keys is fit to check signatures with");
    }
    return keys;
  }
}
