package dev.warder.token;

import dev.warder.model.Token;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Counts the calls of tokens that were made for a number of them.
///
/// In heap: such tokens live for an hour at most, and those of an earlier process are used up.
/// Whatever the count was, nobody gets more calls than were given.
final class CallBudgets {
  private static final int SWEPT_FROM = 10_000;

  private final Instant since;
  private final Map<String, Left> left = new ConcurrentHashMap<>();

  private record Left(int calls, Instant until) {}

  /// @param since when this process began
  CallBudgets(Instant since) {
    this.since = since;
  }

  /// Takes one call.
  ///
  /// @return whether there was one
  boolean take(Token token, Instant now) {
    Integer calls = token.ties().calls();
    Instant until = token.expiresAt();
    if (calls == null) {
      return true;
    }
    if (until == null || token.createdAt().isBefore(since)) {
      return false;
    }
    if (left.size() >= SWEPT_FROM) {
      left.values().removeIf(each -> each.until().isBefore(now));
    }
    boolean[] taken = {false};
    left.compute(
        token.id(),
        (id, known) -> {
          int rest = known == null ? calls : known.calls();
          taken[0] = rest > 0;
          return new Left(Math.max(0, rest - 1), until);
        });
    return taken[0];
  }
}
