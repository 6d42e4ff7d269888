package dev.warder.monitor;

import dev.warder.model.IdSource;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The newest calls that were let through, until their outcomes are known. A call takes the place
/// of an older one that happens to fall on the same slot. For one thread.
///
/// Nothing is made for a call to be kept: objects that live for seconds cost the collector most.
final class PassedCalls {
  private static final int SLOTS = 1 << 16;

  private final long[] ids = new long[SLOTS];
  private final long[] seconds = new long[SLOTS];
  private final int[] nanos = new int[SLOTS];
  private final boolean[] known = new boolean[SLOTS];
  private final @Nullable String[] principals = new String[SLOTS];
  private final @Nullable String[] tokens = new String[SLOTS];
  private final @Nullable String[] templates = new String[SLOTS];

  void add(Call call) {
    long id = IdSource.hash(call.id());
    int slot = slot(id);
    Instant time = call.decision().attempt().time();
    ids[slot] = id;
    seconds[slot] = time.getEpochSecond();
    nanos[slot] = time.getNano();
    known[slot] = call.known();
    principals[slot] = call.principal();
    tokens[slot] = call.tokenId();
    templates[slot] = call.template();
  }

  @Nullable Passed find(String decisionId) {
    long id = IdSource.hash(decisionId);
    int slot = slot(id);
    String principal = principals[slot];
    String token = tokens[slot];
    String template = templates[slot];
    if (ids[slot] != id || principal == null || token == null || template == null) {
      return null;
    }
    Instant time = Instant.ofEpochSecond(seconds[slot], nanos[slot]);
    return new Passed(decisionId, principal, token, template, known[slot], time);
  }

  private static int slot(long id) {
    return (int)
        ((id * 0x9E3779B97F4A7C15L) >>> (Long.SIZE - Integer.numberOfTrailingZeros(SLOTS)));
  }
}
