package dev.warder.stepup;

import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/// How often somebody was wrong in a row, whatever he tried it with and at which door.
///
/// After five wrong answers nothing is tried for five minutes, and twice as long after each further
/// five, up to a day. A right answer begins anew, and so does a day without a wrong one.
///
/// @param identity the canonical name: one person has one count, however it is written
public record Tries(String identity, int wrong, Instant lastAt, Instant lockedUntil) {
  static final int IN_A_ROW = 5;
  private static final Duration FIRST = Duration.ofMinutes(5);
  private static final Duration LONGEST = Duration.ofDays(1);

  public static Tries none(String identity) {
    return new Tries(identity, 0, Instant.EPOCH, Instant.EPOCH);
  }

  /// Names that a person would take for the same are the same.
  static String canonical(String principal) {
    return Normalizer.normalize(principal, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
  }

  boolean isLocked(Instant now) {
    return now.isBefore(lockedUntil);
  }

  Tries failed(Instant now) {
    boolean old = Duration.between(lastAt, now).compareTo(LONGEST) > 0;
    int sum = (old ? 0 : wrong) + 1;
    if (sum % IN_A_ROW != 0) {
      return new Tries(identity, sum, now, lockedUntil);
    }
    int doubled = Math.min(sum / IN_A_ROW - 1, 20);
    Duration pause = FIRST.multipliedBy(1L << doubled);
    return new Tries(identity, sum, now, now.plus(pause.compareTo(LONGEST) > 0 ? LONGEST : pause));
  }
}
