package dev.warder.risk;

import java.util.Arrays;

/// How many different paths one token asked for in the last five to ten minutes, within a few per
/// cent, from 512 bits (linear counting: Whang, Vander-Zanden, Taylor, ACM TODS 1990). What comes
/// late, from before the older span, does not count.
final class Paths {
  static final int WORDS = 4;
  private static final int BITS = WORDS * Long.SIZE;
  private static final long SPAN_MILLIS = 300_000;

  long span = Long.MIN_VALUE;
  final long[] newer = new long[WORDS];
  final long[] older = new long[WORDS];

  void add(int path, long millis) {
    long now = Math.floorDiv(millis, SPAN_MILLIS);
    if (now > span) {
      boolean next = now == span + 1;
      for (int i = 0; i < WORDS; i++) {
        older[i] = next ? newer[i] : 0;
      }
      Arrays.fill(newer, 0);
      span = now;
    }
    if (now == span) {
      newer[word(path)] |= bit(path);
    } else if (now == span - 1) {
      older[word(path)] |= bit(path);
    }
  }

  double different(long millis) {
    return estimate(set(millis));
  }

  /// As if this path were asked for now.
  double differentWith(int path, long millis) {
    boolean there = (at(word(path), millis) & bit(path)) != 0;
    return estimate(set(millis) + (there ? 0 : 1));
  }

  private int set(long millis) {
    int set = 0;
    for (int i = 0; i < WORDS; i++) {
      set += Long.bitCount(at(i, millis));
    }
    return set;
  }

  private long at(int word, long millis) {
    long ago = span == Long.MIN_VALUE ? 2 : Math.floorDiv(millis, SPAN_MILLIS) - span;
    if (ago > 1) {
      return 0;
    }
    return ago == 1 ? newer[word] : newer[word] | older[word];
  }

  private static double estimate(int set) {
    double free = Math.max(0.5, BITS - set);
    return -BITS * StrictMath.log(free / BITS);
  }

  private static int word(int path) {
    return path >>> 6 & WORDS - 1;
  }

  private static long bit(int path) {
    return 1L << (path & 63);
  }
}
