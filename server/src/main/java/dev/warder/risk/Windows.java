package dev.warder.risk;

import java.util.Arrays;

/// How often one token was used lately: counts in rings of time buckets, each covering its span to
/// within one bucket.
final class Windows {
  /// The windows that a pace is learned for: 10 s, 1 min, 10 min.
  static final int PACES = 3;

  static final int MINUTE = 1;
  static final int TEN_MINUTES = 2;
  static final int HOUR = 3;
  private static final int[] SECONDS = {10, 60, 600, 3600};

  private final Ring[] calls = {
    new Ring(1000, 10), new Ring(5000, 12), new Ring(30_000, 20), new Ring(300_000, 12)
  };

  /// Calls of the last ten minutes by fate: known; failed as those of somebody who tries doors;
  /// failed otherwise.
  final Ring known = new Ring(30_000, 20);

  final Ring failed = new Ring(30_000, 20);
  final Ring otherErrors = new Ring(30_000, 20);
  final Paths paths = new Paths();

  static int seconds(int window) {
    return SECONDS[window];
  }

  void call(long millis) {
    for (Ring ring : calls) {
      ring.add(millis);
    }
  }

  int calls(int window, long millis) {
    return calls[window].sum(millis);
  }

  Ring[] rings() {
    return new Ring[] {calls[0], calls[1], calls[2], calls[3], known, failed, otherErrors};
  }

  /// What is older than the span, or comes that late, does not count.
  static final class Ring {
    final long bucketMillis;
    final int[] counts;
    long newest = Long.MIN_VALUE;

    Ring(long bucketMillis, int buckets) {
      this.bucketMillis = bucketMillis;
      counts = new int[buckets];
    }

    void add(long millis) {
      long bucket = Math.floorDiv(millis, bucketMillis);
      if (newest == Long.MIN_VALUE || bucket - newest >= counts.length) {
        Arrays.fill(counts, 0);
        newest = bucket;
      }
      while (newest < bucket) {
        newest++;
        counts[index(newest)] = 0;
      }
      if (newest - bucket < counts.length) {
        counts[index(bucket)]++;
      }
    }

    int sum(long millis) {
      if (newest == Long.MIN_VALUE) {
        return 0;
      }
      long now = Math.max(newest, Math.floorDiv(millis, bucketMillis));
      int sum = 0;
      for (long bucket = Math.max(now - counts.length + 1, newest - counts.length + 1);
          bucket <= newest;
          bucket++) {
        sum += counts[index(bucket)];
      }
      return sum;
    }

    private int index(long bucket) {
      return (int) Math.floorMod(bucket, (long) counts.length);
    }
  }
}
