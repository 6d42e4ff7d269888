package dev.warder.risk;

import java.time.ZoneId;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A stretch of use from one source, kept aside until it is known whether to learn from it.
final class Visit {
  private static final int FIRST_SIZE = 16;

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
  final int[] peaks = new int[Windows.PACES];
  float paths;

  /// The distinct values that passed calls showed, and their levels (or `Traits.SEAT`).
  int values;

  int[] keys = new int[FIRST_SIZE];
  byte[] levels = new byte[FIRST_SIZE];

  Visit(long started) {
    this.started = started;
    this.last = started;
  }

  void show(int[] traits, int most) {
    for (int level = 0; level < traits.length; level++) {
      if (traits[level] != 0 && values < most && !has(traits[level])) {
        restore(traits[level], level);
      }
    }
  }

  void restore(int key, int level) {
    if (values == keys.length) {
      keys = Arrays.copyOf(keys, values * 2);
      levels = Arrays.copyOf(levels, values * 2);
    }
    keys[values] = key;
    levels[values++] = (byte) level;
  }

  void peak(int window, int calls) {
    peaks[window] = Math.max(peaks[window], calls);
  }

  private boolean has(int key) {
    for (int i = 0; i < values; i++) {
      if (keys[i] == key) {
        return true;
      }
    }
    return false;
  }
}
