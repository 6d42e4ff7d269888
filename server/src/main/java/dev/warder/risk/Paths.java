package dev.warder.risk;

/// How many different paths one token asked for in the last five to ten minutes, within a few per
/// cent, from 512 bits (linear counting: Whang, Vander-Zanden, Taylor, ACM TODS 1990). What comes
/// late, from before the older span, does not count.
///
/// A part of a block: the newer span, its bits, and those of the span before. Spans are stored by
/// their distance from the least number, so that the zeros of a new block say that none came yet.
final class Paths {
  static final int WORDS = 4;
  private static final int NEWER = Block.WIDE;
  private static final int OLDER = NEWER + WORDS * Block.WIDE;
  static final int CELLS = OLDER + WORDS * Block.WIDE;
  private static final int BITS = WORDS * Long.SIZE;
  private static final long SPAN_MILLIS = 300_000;

  private final Block block;
  private final int from;

  Paths(Block block, int from) {
    this.block = block;
    this.from = from;
  }

  /// The least number where no path came yet.
  long span() {
    return block.wide(from) + Long.MIN_VALUE;
  }

  void span(long span) {
    block.wide(from, span - Long.MIN_VALUE);
  }

  long newer(int word) {
    return block.wide(from + NEWER + word * Block.WIDE);
  }

  void newer(int word, long bits) {
    block.wide(from + NEWER + word * Block.WIDE, bits);
  }

  long older(int word) {
    return block.wide(from + OLDER + word * Block.WIDE);
  }

  void older(int word, long bits) {
    block.wide(from + OLDER + word * Block.WIDE, bits);
  }

  void add(int path, long millis) {
    long now = Math.floorDiv(millis, SPAN_MILLIS);
    long span = span();
    if (now > span) {
      boolean next = now == span + 1;
      for (int i = 0; i < WORDS; i++) {
        older(i, next ? newer(i) : 0);
        newer(i, 0);
      }
      span(now);
      span = now;
    }
    int word = word(path);
    if (now == span) {
      newer(word, newer(word) | bit(path));
    } else if (now == span - 1) {
      older(word, older(word) | bit(path));
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
    long span = span();
    long ago = span == Long.MIN_VALUE ? 2 : Math.floorDiv(millis, SPAN_MILLIS) - span;
    if (ago > 1) {
      return 0;
    }
    return ago == 1 ? newer(word) : newer(word) | older(word);
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
