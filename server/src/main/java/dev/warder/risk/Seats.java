package dev.warder.risk;

import java.util.Arrays;

/// Where a principal works and with what: addresses, each together with a full user agent. The
/// newest few, the newest first.
final class Seats {
  private static final int[] NONE = {};
  private static final int STEP = 4;

  private int[] keys = NONE;
  private int size;

  int size() {
    return size;
  }

  int at(int index) {
    return keys[index];
  }

  boolean has(int key) {
    return find(key) >= 0;
  }

  /// Becomes the newest; the oldest goes where there are too many.
  void add(int key, int capacity, Slots.Census census) {
    int at = find(key);
    if (at < 0) {
      while (size >= Math.max(1, capacity)) {
        census.vanished(0, keys[--size]);
      }
      at = grow();
      census.appeared(0, key);
    }
    System.arraycopy(keys, 0, keys, 1, at);
    keys[0] = key;
  }

  void remove(int key, Slots.Census census) {
    int at = find(key);
    if (at >= 0) {
      size--;
      System.arraycopy(keys, at + 1, keys, at, size - at);
      census.vanished(0, key);
    }
  }

  /// The oldest yet.
  void restore(int key) {
    int at = grow();
    keys[at] = key;
  }

  private int grow() {
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, size + STEP);
    }
    return size++;
  }

  private int find(int key) {
    for (int i = 0; i < size; i++) {
      if (keys[i] == key) {
        return i;
      }
    }
    return -1;
  }
}
