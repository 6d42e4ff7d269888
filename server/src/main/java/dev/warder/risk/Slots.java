package dev.warder.risk;

import java.util.Arrays;

/// The decayed counts of one chain's values: the part of a profile that has the keys of all values,
/// then their counts, then their stamps. Totals stand with those of the other chains.
///
/// A level holds only so many values; a new one then takes the place of the least counted. Totals
/// keep what was evicted, so that crowding out never makes the remaining values look commoner.
final class Slots {
  static final int FIRST_ROOM = 8;
  private static final int PARTS = 3;
  static final int FIRST_CELLS = PARTS * FIRST_ROOM;
  private static final float NOTHING_LEFT = 0.01f;

  private static final int HOURS_A_DAY = 24;
  private static final int HOUR_SHIFT = 6;
  private static final int DAYS_SHIFT = 2;

  /// More days are not told apart.
  static final int MOST_DAYS = 15;

  private static final int DEPTH = 3;

  private final Profile profile;
  private final Chain chain;

  Slots(Profile profile, Chain chain) {
    this.profile = profile;
    this.chain = chain;
  }

  int levels() {
    return chain.levels;
  }

  int size() {
    return profile.whole(Profile.SIZES + chain.index);
  }

  /// How many values there is room for.
  private int room() {
    return profile.whole(Profile.ROOMS + chain.index);
  }

  private int keys() {
    return profile.whole(Profile.STARTS + chain.index);
  }

  private int counts() {
    return keys() + room();
  }

  private int stamps() {
    return keys() + 2 * room();
  }

  float totalOf(int depth) {
    return profile.fraction(Profile.TOTALS + chain.first + depth);
  }

  void restoreTotal(int depth, float total) {
    profile.fraction(Profile.TOTALS + chain.first + depth, total);
  }

  int keyAt(int at) {
    return profile.whole(keys() + at);
  }

  float countAt(int at) {
    return profile.fraction(counts() + at);
  }

  private void setCount(int at, float count) {
    profile.fraction(counts() + at, count);
  }

  /// The hour (since 1970) in which the value was last counted, then four bits for the number of
  /// different days on which it was, then two for its depth.
  int stampAt(int at) {
    return profile.whole(stamps() + at);
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
    profile.whole(
        stamps() + at, hour << HOUR_SHIFT | Math.min(MOST_DAYS, days) << DAYS_SHIFT | depth);
  }

  boolean has(int key) {
    return find(key) >= 0;
  }

  /// How many values of a level are known.
  int different(int depth) {
    int different = 0;
    for (int i = 0; i < size(); i++) {
      different += depthAt(i) == depth ? 1 : 0;
    }
    return different;
  }

  /// The largest total of any level.
  float total() {
    float most = 0;
    for (int depth = 0; depth < chain.levels; depth++) {
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
      profile.whole(keys() + at, key);
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
    for (int i = size() - 1; i >= 0; i--) {
      setCount(i, countAt(i) * factor);
      if (hourAt(i) < oldest) {
        census.vanished(depthAt(i), keyAt(i));
        remove(i);
      }
    }
    for (int depth = 0; depth < chain.levels; depth++) {
      restoreTotal(depth, totalOf(depth) * factor);
    }
  }

  /// Takes out what another holds; a value of which nothing is left goes.
  void subtract(Slots other, Census census) {
    for (int i = 0; i < other.size(); i++) {
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
    for (int i = 0; i < size(); i++) {
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
    profile.whole(keys() + at, key);
    setCount(at, count);
    profile.whole(stamps() + at, stamp);
  }

  private int grow() {
    int size = size();
    if (size == room()) {
      widen(size + Math.max(FIRST_ROOM / 2, size / 4));
    }
    profile.whole(Profile.SIZES + chain.index, size + 1);
    return size;
  }

  /// What stands behind these values moves.
  private void widen(int larger) {
    int room = room();
    int from = keys();
    int[] old = profile.cells;
    int more = PARTS * (larger - room);
    int[] grown = Arrays.copyOf(old, old.length + more);
    for (int part = 1; part < PARTS; part++) {
      System.arraycopy(old, from + part * room, grown, from + part * larger, room);
    }
    int end = from + PARTS * room;
    System.arraycopy(old, end, grown, end + more, old.length - end);
    profile.grow(grown);
    profile.whole(Profile.ROOMS + chain.index, larger);
    for (int c = chain.index + 1; c < Chain.COUNT; c++) {
      profile.whole(Profile.STARTS + c, profile.whole(Profile.STARTS + c) + more);
    }
  }

  private void remove(int at) {
    int last = size() - 1;
    profile.whole(Profile.SIZES + chain.index, last);
    profile.whole(keys() + at, keyAt(last));
    setCount(at, countAt(last));
    profile.whole(stamps() + at, stampAt(last));
  }

  /// @return where the value stands, -1 where it does not
  int find(int key) {
    int[] cells = profile.cells;
    int from = keys();
    int to = from + size();
    for (int i = from; i < to; i++) {
      if (cells[i] == key) {
        return i - from;
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
