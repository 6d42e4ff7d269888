package dev.warder.risk;

import java.time.ZoneId;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A stretch of use from one source, kept aside until it is known whether to learn from it.
final class Visit extends Block {
  private static final int FIRST_ROOM = 16;

  // Where the numbers stand: the peak of each pace window, then the distinct values that passed
  // calls showed, each with its level (or `Traits.SEAT`) behind it.
  private static final int VALUES = Windows.PACES;
  private static final int PER_VALUE = 2;
  private static final int LEAST = VALUES + FIRST_ROOM * PER_VALUE;

  final long started;
  long last;
  int highest;

  /// The policy denied a call of it.
  boolean denied;

  /// A call of it passed with fresh proof.
  boolean proven;

  /// Somebody said that it was the owner's.
  boolean sure;

  /// The strangest change of network in it.
  byte change;

  int known;
  int failed;
  @Nullable ZoneId zone;
  float paths;

  /// How many it showed.
  int values;

  Visit(long started) {
    super(LEAST);
    this.started = started;
    this.last = started;
  }

  /// The usual call shows what the one before did, in the same order: each value is looked for
  /// where the last was found.
  void show(int[] traits, int most) {
    int next = 0;
    for (int level = 0; level < traits.length; level++) {
      int at = traits[level] == 0 ? -1 : find(traits[level], next);
      if (at < 0 && traits[level] != 0 && values < most) {
        at = values;
        restore(traits[level], level);
      }
      next = at < 0 ? next : at + 1;
    }
  }

  void restore(int key, int level) {
    int at = VALUES + values * PER_VALUE;
    if (at == cells.length) {
      cells = Arrays.copyOf(cells, VALUES + 2 * values * PER_VALUE);
    }
    cells[at] = key;
    cells[at + 1] = level;
    values++;
  }

  int key(int at) {
    return cells[VALUES + at * PER_VALUE];
  }

  int level(int at) {
    return cells[VALUES + at * PER_VALUE + 1];
  }

  int peak(int window) {
    return cells[window];
  }

  void peak(int window, int calls) {
    cells[window] = Math.max(cells[window], calls);
  }

  private int find(int key, int from) {
    for (int i = from; i < values; i++) {
      if (key(i) == key) {
        return i;
      }
    }
    for (int i = 0; i < from; i++) {
      if (key(i) == key) {
        return i;
      }
    }
    return -1;
  }
}
