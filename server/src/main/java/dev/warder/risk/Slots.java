package dev.warder.risk;

import java.util.Arrays;

/// The decayed counts of one chain's values, in one flat array: the totals of the levels, then the
/// keys of all values, then their counts, then their stamps.
///
/// A level holds only so many values; a new one then takes the place of the least counted. Totals
/// keep what was evicted, so that crowding out never makes the remaining values look commoner.
final class Slots {
  private static final int FIRST_SIZE = 8;
  private static final int LINE = 64 / Integer.BYTES;
  private static final float NOTHING_LEFT = 0.01f;

  private static final int HOURS_A_DAY = 24;
  private static final int HOUR_SHIFT = 6;
  private static final int DAYS_SHIFT = 2;

  /// More days are not told apart.
  static final int MOST_DAYS = 15;

  private static final int DEPTH = 3;

  private final byte levels;
  private int size;

  /// Counts and totals are floats by their bits.
  private int[] cells;

  /// How many values there is room for.
  private int room;

  Slots(int levels) {
    this.levels = (byte) levels;
    room = FIRST_SIZE;
    cells = new int[levels + 3 * room];
  }

  Slots(Slots other) {
    levels = other.levels;
    size = other.size;
    room = other.room;
    cells = other.cells.clone();
  }

  /// Reads something of each cache line.
  int fetch() {
    int read = size;
    for (int i = 0; i < cells.length; i += LINE) {
      read += cells[i];
    }
    return read;
  }

  int levels() {
    return levels;
  }

  int size() {
    return size;
  }

  float totalOf(int depth) {
    return Float.intBitsToFloat(cells[depth]);
  }

  void restoreTotal(int depth, float total) {
    cells[depth] = Float.floatToRawIntBits(total);
  }

  int keyAt(int at) {
    return cells[levels + at];
  }

  float countAt(int at) {
    return Float.intBitsToFloat(cells[levels + room + at]);
  }

  private void setCount(int at, float count) {
    cells[levels + room + at] = Float.floatToRawIntBits(count);
  }

  /// The hour (since 1970) in which the value was last counted, then four bits for the number of
  /// different days on which it was, then two for its depth.
  int stampAt(int at) {
    return cells[levels + 2 * room + at];
  }

  float count(int key) {
    int at = find(key);
    return at < 0 ? 0 : countAt(at);
  }

  /// On how many different days a value was counted; 0 for an unknown one.
  int days(int key) {
    int at = find(key);
    return at < 0 ? 0 : daysAt(at);
  }

  int depthAt(int at) {
    return stampAt(at) & DEPTH;
  }

  /// The hour since 1970.
  int hourAt(int at) {
    return stampAt(at) >> HOUR_SHIFT;
  }

  int daysAt(int at) {
    return stampAt(at) >> DAYS_SHIFT & MOST_DAYS;
  }

  private void stamp(int at, int hour, int days, int depth) {
    cells[levels + 2 * room + at] =
        hour << HOUR_SHIFT | Math.min(MOST_DAYS, days) << DAYS_SHIFT | depth;
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
    for (int depth = 0; depth < levels; depth++) {
      most = Math.max(most, totalOf(depth));
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
      cells[levels + at] = key;
      setCount(at, 0);
      census.appeared(depth, key);
    }
    setCount(at, countAt(at) + 1);
    stamp(at, hour, Math.max(days + another, worth), depth);
    restoreTotal(depth, totalOf(depth) + 1);
    return true;
  }

  /// Lets a day pass: counts shrink by `factor`, and what was not seen since `oldest` goes.
  void decay(float factor, int oldest, Census census) {
    for (int i = size - 1; i >= 0; i--) {
      setCount(i, countAt(i) * factor);
      if (hourAt(i) < oldest) {
        census.vanished(depthAt(i), keyAt(i));
        remove(i);
      }
    }
    for (int depth = 0; depth < levels; depth++) {
      restoreTotal(depth, totalOf(depth) * factor);
    }
  }

  /// Takes out what another holds; a value of which nothing is left goes.
  void subtract(Slots other, Census census) {
    for (int i = 0; i < other.size; i++) {
      int at = find(other.keyAt(i));
      if (at >= 0) {
        int depth = depthAt(at);
        float taken = Math.min(countAt(at), other.countAt(i));
        setCount(at, countAt(at) - taken);
        stamp(at, hourAt(at), Math.max(0, daysAt(at) - other.daysAt(i)), depth);
        restoreTotal(depth, Math.max(0, totalOf(depth) - taken));
        if (countAt(at) <= NOTHING_LEFT) {
          census.vanished(depth, keyAt(at));
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
        least = least < 0 || countAt(i) < countAt(least) ? i : least;
      }
    }
    if (taken >= capacity && least >= 0) {
      census.vanished(depth, keyAt(least));
      return least;
    }
    return grow();
  }

  void restore(int key, float count, int stamp) {
    int at = grow();
    cells[levels + at] = key;
    setCount(at, count);
    cells[levels + 2 * room + at] = stamp;
  }

  private int grow() {
    if (size == room) {
      int larger = size + Math.max(FIRST_SIZE / 2, size / 4);
      int[] grown = Arrays.copyOf(cells, levels + 3 * larger);
      System.arraycopy(cells, levels + room, grown, levels + larger, size);
      System.arraycopy(cells, levels + 2 * room, grown, levels + 2 * larger, size);
      cells = grown;
      room = larger;
    }
    return size++;
  }

  private void remove(int at) {
    size--;
    cells[levels + at] = cells[levels + size];
    cells[levels + room + at] = cells[levels + room + size];
    cells[levels + 2 * room + at] = cells[levels + 2 * room + size];
  }

  private int find(int key) {
    for (int i = levels; i < levels + size; i++) {
      if (cells[i] == key) {
        return i - levels;
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
