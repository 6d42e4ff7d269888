package dev.warder.monitor;

import dev.warder.model.IdSource;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The newest calls that were let through, until their outcomes are known: nearly all of the newest
/// forty thousand. A call takes the place of the oldest of those that happen to fall into the same
/// group. For one thread.
///
/// Nothing is made for a call to be kept: objects that live for seconds cost the collector most.
final class PassedCalls {
  private static final int GROUPS = 1 << 12;
  private static final int IN_GROUP = 16;
  private static final int SLOTS = GROUPS * IN_GROUP;

  private final long[] ids = new long[SLOTS];
  private final long[] seconds = new long[SLOTS];
  private final int[] nanos = new int[SLOTS];
  private final boolean[] known = new boolean[SLOTS];
  private final @Nullable String[] principals = new String[SLOTS];
  private final @Nullable String[] tokens = new String[SLOTS];
  private final @Nullable String[] templates = new String[SLOTS];
  private final byte[] oldest = new byte[GROUPS];

  void add(Call call) {
    long id = IdSource.hash(call.id());
    int group = group(id);
    int slot = group * IN_GROUP + oldest[group];
    oldest[group] = (byte) ((oldest[group] + 1) % IN_GROUP);
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
    int first = group(id) * IN_GROUP;
    for (int slot = first; slot < first + IN_GROUP; slot++) {
      String principal = principals[slot];
      String token = tokens[slot];
      String template = templates[slot];
      if (ids[slot] == id && principal != null && token != null && template != null) {
        Instant time = Instant.ofEpochSecond(seconds[slot], nanos[slot]);
        return new Passed(decisionId, principal, token, template, known[slot], time);
      }
    }
    return null;
  }

  /// The upper half of a hash says little of what came last in the text: both are mixed first.
  private static int group(long id) {
    long mixed = (id ^ id >>> 32) * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> (Long.SIZE - Integer.numberOfTrailingZeros(GROUPS)));
  }
}
