package dev.warder.stepup;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Sealed notes that a browser carries from one call to the next, good for a few minutes: nothing
/// of them is kept here. What they allow happens once because the challenge or the invitation that
/// they name is answered once.
final class Tickets {
  private static final Duration GOOD_FOR = Duration.ofMinutes(5);
  private static final int LONGEST = 4096;

  private final FactorKey key;
  private final InstantSource clock;

  Tickets(FactorKey key, InstantSource clock) {
    this.key = key;
    this.clock = clock;
  }

  /// @param purpose what it allows, and for what
  String issue(String purpose, String content) {
    String until = Long.toString(clock.instant().plus(GOOD_FOR).toEpochMilli());
    return key.seal((until + " " + content).getBytes(StandardCharsets.UTF_8), purpose);
  }

  /// What it says; empty where it is old, for something else, or not ours.
  Optional<String> read(String purpose, String ticket) {
    if (ticket.length() > LONGEST) {
      return Optional.empty();
    }
    return key.unseal(ticket, purpose)
        .map(plain -> new String(plain, StandardCharsets.UTF_8))
        .filter(text -> isGood(text.substring(0, text.indexOf(' '))))
        .map(text -> text.substring(text.indexOf(' ') + 1));
  }

  private boolean isGood(String until) {
    return clock.instant().isBefore(Instant.ofEpochMilli(Long.parseLong(until)));
  }
}
