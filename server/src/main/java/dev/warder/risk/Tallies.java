package dev.warder.risk;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// Numbers by 32-bit key: key and number side by side in one array, found by linear probing, so
/// that a look-up among millions costs one miss of the processor's cache where a map of objects
/// costs four. Anybody may read at any time; who writes must hold the monitor.
///
/// Keys are hashes already, and never 0.
final class Tallies {
  private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);
  private static final int FIRST_SIZE = 1 << 10;

  private volatile long[] cells = new long[FIRST_SIZE];

  /// Keys that have a place, and those of them with a number; guarded by this.
  private int placed;

  private volatile int size;

  /// @return 0 where there is none
  long get(int key) {
    long[] all = cells;
    int at = place(all, key);
    return (long) CELL.getAcquire(all, at) == 0 ? 0 : (long) CELL.getOpaque(all, at + 1);
  }

  /// How many keys have a number other than 0.
  int size() {
    return size;
  }

  /// @param number 0 to have none
  @SuppressWarnings("NonAtomicVolatileUpdate") // by who holds the monitor only
  void put(int key, long number) {
    long[] all = cells;
    int at = place(all, key);
    if (all[at] == 0) {
      if (number == 0) {
        return;
      }
      if (3L * ++placed >= all.length) { // two thirds of the places, which are two cells each
        grow(key, number);
        return;
      }
      CELL.setOpaque(all, at + 1, number);
      CELL.setRelease(all, at, key & 0xFFFF_FFFFL);
      size++;
      return;
    }
    size += (number == 0 ? 0 : 1) - (all[at + 1] == 0 ? 0 : 1);
    CELL.setOpaque(all, at + 1, number);
  }

  /// Leaves those without a number behind.
  private void grow(int key, long number) {
    long[] old = cells;
    long[] larger = new long[3L * (size + 1) >= old.length / 2 ? old.length * 2 : old.length];
    int kept = 0;
    for (int i = 0; i < old.length; i += 2) {
      if (old[i] != 0 && old[i + 1] != 0) {
        int at = place(larger, (int) old[i]);
        larger[at] = old[i];
        larger[at + 1] = old[i + 1];
        kept++;
      }
    }
    int at = place(larger, key);
    larger[at] = key & 0xFFFF_FFFFL;
    larger[at + 1] = number;
    placed = kept + 1;
    size = kept + 1;
    cells = larger;
  }

  /// Where a key stands, or would.
  private static int place(long[] all, int key) {
    int mask = all.length - 1;
    int at = key << 1 & mask;
    while (true) {
      long there = (long) CELL.getAcquire(all, at);
      if (there == 0 || (int) there == key) {
        return at;
      }
      at = at + 2 & mask;
    }
  }
}
