package dev.warder.risk;

import java.util.Arrays;

/// The decayed counts of one chain's values, in a few flat arrays.
///
/// A level holds only so many values; a new one then takes the place of the least counted. Totals
/// keep what was evicted, so that crowding out never makes the remaining values look commoner.
final class Slots {
  private static final int FIRST_SIZE = 8;
  private static final float NOTHING_LEFT = 0.01f;

  private static final int HOURS_A_DAY = 24;
  private static final int HOUR_SHIFT = 6;
  private static final int DAYS_SHIFT = 2;

  /// More days are not told apart.
  static final int MOST_DAYS = 15;

  private static final int DEPTH = 3;

  final float[] totals;
  int size;
  int[] keys = new int[FIRST_SIZE];
  float[] counts = new float[FIRST_SIZE];

  /// The hour (since 1970) in which the value was last counted, then four bits for the number of
  /// different days on which it was, then two for its depth.
  int[] stamps = new int[FIRST_SIZE];

  Slots(int levels) {
    totals = new float[levels];
  }

  Slots(Slots other) {
    totals = other.totals.clone();
    size = other.size;
    keys = other.keys.clone();
    counts = other.counts.clone();
    stamps = other.stamps.clone();
  }

  float count(int key) {
    int at = find(key);
    return at < 0 ? 0 : counts[at];
  }

  /// On how many different days a value was counted; 0 for an unknown one.
  int days(int key) {
    int at = find(key);
    return at < 0 ? 0 : daysAt(at);
  }

  int depthAt(int at) {
    return stamps[at] & DEPTH;
  }

  /// The hour since 1970.
  int hourAt(int at) {
    return stamps[at] >> HOUR_SHIFT;
  }

  int daysAt(int at) {
    return stamps[at] >> DAYS_SHIFT & MOST_DAYS;
  }

  private void stamp(int at, int hour, int days, int depth) {
    stamps[at] = hour << HOUR_SHIFT | Math.min(MOST_DAYS, days) << DAYS_SHIFT | depth;
  }

  boolean has(int key) {
    return find(key) >= 0;
  }

  /// How many values of a level are known.
  int different(int depth) {
    int different = 0;
    for (int i = 0; i < size; i++) {
      different += depthAt(i) == depth ? 1 : 0;
    }
    return different;
  }

  /// The largest total of any level.
  float total() {
    float most = 0;
    for (float total : totals) {
      most = Math.max(most, total);
    }
    return most;
  }

  /// Counts a value, once an hour at most.
  ///
  /// @param worth days for which this one sighting stands at least
  /// @return whether it counted
  boolean add(int depth, int key, int hour, int worth, int capacity, Census census) {
    int at = find(key);
    if (at >= 0 && hourAt(at) >= hour) {
      stamp(at, hourAt(at), Math.max(daysAt(at), worth), depth);
      return false;
    }
    int days = at < 0 ? 0 : daysAt(at);
    int another = at < 0 || hour / HOURS_A_DAY > hourAt(at) / HOURS_A_DAY ? 1 : 0;
    if (at < 0) {
      at = vacancy(depth, capacity, census);
      keys[at] = key;
      counts[at] = 0;
      census.appeared(depth, key);
    }
    counts[at] += 1;
    stamp(at, hour, Math.max(days + another, worth), depth);
    totals[depth] += 1;
    return true;
  }

  /// Lets a day pass: counts shrink by `factor`, and what was not seen since `oldest` goes.
  void decay(float factor, int oldest, Census census) {
    for (int i = size - 1; i >= 0; i--) {
      counts[i] *= factor;
      if (hourAt(i) < oldest) {
        census.vanished(depthAt(i), keys[i]);
        remove(i);
      }
    }
    for (int i = 0; i < totals.length; i++) {
      totals[i] *= factor;
    }
  }

  /// Takes out what another holds; a value of which nothing is left goes.
  void subtract(Slots other, Census census) {
    for (int i = 0; i < other.size; i++) {
      int at = find(other.keys[i]);
      if (at >= 0) {
        int depth = depthAt(at);
        float taken = Math.min(counts[at], other.counts[i]);
        counts[at] -= taken;
        stamp(at, hourAt(at), Math.max(0, daysAt(at) - other.daysAt(i)), depth);
        totals[depth] = Math.max(0, totals[depth] - taken);
        if (counts[at] <= NOTHING_LEFT) {
          census.vanished(depth, keys[at]);
          remove(at);
        }
      }
    }
  }

  private int vacancy(int depth, int capacity, Census census) {
    int taken = 0;
    int least = -1;
    for (int i = 0; i < size; i++) {
      if (depthAt(i) == depth) {
        taken++;
        least = least < 0 || counts[i] < counts[least] ? i : least;
      }
    }
    if (taken >= capacity && least >= 0) {
      census.vanished(depth, keys[least]);
      return least;
    }
    return grow();
  }

  void restore(int key, float count, int stamp) {
    int at = grow();
    keys[at] = key;
    counts[at] = count;
    stamps[at] = stamp;
  }

  private int grow() {
    if (size == keys.length) {
      int larger = size + Math.max(FIRST_SIZE / 2, size / 4);
      keys = Arrays.copyOf(keys, larger);
      counts = Arrays.copyOf(counts, larger);
      stamps = Arrays.copyOf(stamps, larger);
    }
    return size++;
  }

  private void remove(int at) {
    size--;
    keys[at] = keys[size];
    counts[at] = counts[size];
    stamps[at] = stamps[size];
  }

  private int find(int key) {
    for (int i = 0; i < size; i++) {
      if (keys[i] == key) {
        return i;
      }
    }
    return -1;
  }

  /// Who is told when a profile gains or loses a value.
  interface Census {
    Census NOBODY =
        new Census() {
          @Override
          public void appeared(int depth, int key) {}

          @Override
          public void vanished(int depth, int key) {}
        };

    void appeared(int depth, int key);

    void vanished(int depth, int key);
  }
}
