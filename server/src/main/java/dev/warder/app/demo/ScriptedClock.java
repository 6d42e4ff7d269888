package dev.warder.app.demo;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/// A clock that is set to the time of each scripted call, and goes on from there by itself.
final class ScriptedClock implements InstantSource {
  private record Anchor(Instant time, long nanos) {}

  private final AtomicReference<Anchor> anchor;

  ScriptedClock(Instant start) {
    this.anchor = new AtomicReference<>(new Anchor(start, System.nanoTime()));
  }

  /// Never goes back.
  void advanceTo(Instant time) {
    if (time.isAfter(instant())) {
      anchor.set(new Anchor(time, System.nanoTime()));
    }
  }

  @Override
  public Instant instant() {
    Anchor from = anchor.get();
    return from.time.plusNanos(System.nanoTime() - from.nanos).truncatedTo(ChronoUnit.MILLIS);
  }
}
