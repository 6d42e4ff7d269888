package dev.warder.risk;

import java.util.Arrays;

/// How often one token was used lately: counts in rings of time buckets, each covering its span to
/// within one bucket. All rings stand in one array, so that a call touches little memory.
final class Windows {
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
  private static final int LINE = 64 / Integer.BYTES;
  private static final int[] FIRST = new int[RINGS + 1];

  static {
    for (int ring = 0; ring < RINGS; ring++) {
      FIRST[ring + 1] = FIRST[ring] + BUCKETS[ring];
    }
  }

  /// The newest bucket of each ring, counted from 1970; 0 where nothing came yet.
  final long[] newest = new long[RINGS];

  final int[] counts = new int[FIRST[RINGS]];
  final Paths paths = new Paths();

  static int seconds(int window) {
    return SECONDS[window];
  }

  /// How many buckets a ring has, and where in `counts` they begin.
  static int buckets(int ring) {
    return BUCKETS[ring];
  }

  static int first(int ring) {
    return FIRST[ring];
  }

  /// Reads something of each cache line.
  int fetch() {
    int read = (int) newest[0];
    for (int i = 0; i < counts.length; i += LINE) {
      read += counts[i];
    }
    return read;
  }

  void call(long millis) {
    for (int ring = 0; ring <= HOUR; ring++) {
      add(ring, millis);
    }
  }

  /// What is older than the span, or comes that late, does not count.
  void add(int ring, long millis) {
    int first = FIRST[ring];
    int buckets = BUCKETS[ring];
    long bucket = Math.floorDiv(millis, BUCKET_MILLIS[ring]);
    long last = newest[ring];
    if (last == 0 || bucket - last >= buckets) {
      Arrays.fill(counts, first, first + buckets, 0);
      last = bucket;
    }
    while (last < bucket) {
      last++;
      counts[first + Math.floorMod(last, buckets)] = 0;
    }
    if (last - bucket < buckets) {
      counts[first + Math.floorMod(bucket, buckets)]++;
    }
    newest[ring] = last;
  }

  int sum(int ring, long millis) {
    long last = newest[ring];
    if (last == 0) {
      return 0;
    }
    int first = FIRST[ring];
    int buckets = BUCKETS[ring];
    long now = Math.max(last, Math.floorDiv(millis, BUCKET_MILLIS[ring]));
    int sum = 0;
    for (long bucket = now - buckets + 1; bucket <= last; bucket++) {
      sum += counts[first + Math.floorMod(bucket, buckets)];
    }
    return sum;
  }
}
