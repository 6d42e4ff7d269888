package dev.warder.react;

import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;

/// What keeps reactions of one source from running away: they can be in shadow, and so many may be
/// done within an hour. For one thread; counts are read by any.
public final class Brakes {
  /// What may come of a reaction.
  public enum Word {
    GO,
    /// It is only recorded.
    SHADOW,
    /// Too much was done within the hour.
    LIMITED
  }

  private final Limits limits;
  private final Allowance allowance;
  private final LongAdder limited = new LongAdder();

  public Brakes(Limits limits) {
    this.limits = limits;
    this.allowance = new Allowance(limits.perHour());
  }

  /// Whether one token or principal more may be hindered now; it counts where it may.
  public Word ask(Instant now) {
    if (limits.shadow()) {
      return Word.SHADOW;
    }
    if (allowance.take(now)) {
      return Word.GO;
    }
    limited.increment();
    return Word.LIMITED;
  }

  public boolean isShadow() {
    return limits.shadow();
  }

  public int perHour() {
    return limits.perHour();
  }

  /// How often the word was `LIMITED`.
  public long limited() {
    return limited.sum();
  }
}
