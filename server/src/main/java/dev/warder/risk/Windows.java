package dev.warder.risk;

import java.lang.invoke.VarHandle;
import java.util.Arrays;

/// How often one token was used lately: counts in rings of time buckets, each covering its span to
/// within one bucket. Behind them stands what `Paths` counts.
///
/// While it rests it has no cells, and nothing may be asked of it.
abstract sealed class Windows extends Block permits TokenHistory {
  /// The windows that a pace is learned for: 10 s, 1 min, 10 min.
  static final int PACES = 3;

  static final int MINUTE = 1;
  static final int TEN_MINUTES = 2;
  static final int HOUR = 3;
  private static final int[] SECONDS = {10, 60, 600, 3600};

  /// Calls of the last ten minutes by fate: known; failed as those of somebody who tries doors;
  /// failed otherwise.
  static final int KNOWN = 4;

  static final int FAILED = 5;
  static final int OTHER_ERRORS = 6;

  static final int RINGS = 7;
  private static final int[] BUCKET_MILLIS = {1000, 5000, 30_000, 300_000, 30_000, 30_000, 30_000};
  private static final int[] BUCKETS = {10, 12, 20, 12, 20, 20, 20};
  private static final int[] FIRST = new int[RINGS + 1];

  static {
    for (int ring = 0; ring < RINGS; ring++) {
      FIRST[ring + 1] = FIRST[ring] + BUCKETS[ring];
    }
  }

  // Where the numbers stand: the newest bucket of each ring, counted from 1970, 0 where nothing
  // came yet; then the paths; then the buckets.
  private static final int PATHS = WIDE * RINGS;
  private static final int COUNTS = PATHS + Paths.CELLS;
  private static final int SIZE = COUNTS + FIRST[RINGS];

  Windows() {
    super(0);
  }

  final boolean isResting() {
    return cells.length == 0;
  }

  /// From when on it counts. Nothing happens where it does.
  final void use() {
    if (isResting()) {
      int[] made = new int[SIZE];
      VarHandle.storeStoreFence(); // others fetch it without a lock
      cells = made;
    }
  }

  final void rest() {
    cells = EMPTY;
  }

  Paths paths() {
    return new Paths(this, PATHS);
  }

  static int seconds(int window) {
    return SECONDS[window];
  }

  static int buckets(int ring) {
    return BUCKETS[ring];
  }

  /// Where its bucket of this number stands.
  static int bucket(int ring, int at) {
    return COUNTS + FIRST[ring] + at;
  }

  long newest(int ring) {
    return wide(WIDE * ring);
  }

  void newest(int ring, long bucket) {
    wide(WIDE * ring, bucket);
  }

  void call(long millis) {
    for (int ring = 0; ring <= HOUR; ring++) {
      add(ring, millis);
    }
  }

  /// What is older than the span, or comes that late, does not count.
  void add(int ring, long millis) {
    int first = COUNTS + FIRST[ring];
    int buckets = BUCKETS[ring];
    long bucket = Math.floorDiv(millis, BUCKET_MILLIS[ring]);
    long last = newest(ring);
    if (last == 0 || bucket - last >= buckets) {
      Arrays.fill(cells, first, first + buckets, 0);
      last = bucket;
    }
    int at = Math.floorMod(last, buckets);
    while (last < bucket) {
      last++;
      at = at + 1 == buckets ? 0 : at + 1;
      cells[first + at] = 0;
    }
    if (last - bucket < buckets) {
      cells[first + Math.floorMod(bucket, buckets)]++;
    }
    newest(ring, last);
  }

  int sum(int ring, long millis) {
    long last = newest(ring);
    if (last == 0) {
      return 0;
    }
    int first = COUNTS + FIRST[ring];
    int buckets = BUCKETS[ring];
    long now = Math.max(last, Math.floorDiv(millis, BUCKET_MILLIS[ring]));
    long oldest = now - buckets + 1;
    int at = Math.floorMod(oldest, buckets);
    int sum = 0;
    for (long bucket = oldest; bucket <= last; bucket++) {
      sum += cells[first + at];
      at = at + 1 == buckets ? 0 : at + 1;
    }
    return sum;
  }
}
