package dev.warder.replay.evaluate;

import java.util.Arrays;

/// The trade between attacks found and owners bothered, over all thresholds.
///
/// A call is found where its score lies *above* the threshold, so that scores which many calls
/// share count against whoever gives them.
final class Roc {
  private final double[] owners;
  private final double[] attacks;

  private Roc(double[] owners, double[] attacks) {
    this.owners = owners;
    this.attacks = attacks;
  }

  /// @param owners scores in rising order
  /// @param attacks scores in any order
  static Roc of(double[] owners, double[] attacks) {
    double[] sorted = attacks.clone();
    Arrays.sort(sorted);
    return new Roc(owners, sorted);
  }

  static double[] sorted(double[] scores) {
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  /// The score that at most this share of the owners' calls exceed.
  double threshold(double share) {
    return threshold(owners, share);
  }

  static double threshold(double[] rising, double share) {
    if (rising.length == 0) {
      return Double.NEGATIVE_INFINITY;
    }
    int above = (int) (share * rising.length + 1e-9);
    return rising[Math.max(0, rising.length - 1 - above)];
  }

  /// The share of attacks above the score that this share of the owners' calls exceed.
  double truePositives(double falsePositives) {
    return above(attacks, threshold(falsePositives));
  }

  /// The highest threshold at which this share of attacks is found.
  double finding(double share) {
    int needed = (int) Math.ceil(share * attacks.length - 1e-9);
    if (needed == 0 || attacks.length == 0) {
      return Double.POSITIVE_INFINITY;
    }
    return Math.nextDown(attacks[attacks.length - needed]);
  }

  static double above(double[] rising, double threshold) {
    return rising.length == 0
        ? 0
        : (double) (rising.length - upper(rising, threshold)) / rising.length;
  }

  /// The area under the curve: how often an attack scores higher than an owner's call, ties half.
  double area() {
    if (owners.length == 0 || attacks.length == 0) {
      return Double.NaN;
    }
    double sum = 0;
    int below = 0;
    int upTo = 0;
    for (double attack : attacks) {
      while (below < owners.length && owners[below] < attack) {
        below++;
      }
      upTo = Math.max(upTo, below);
      while (upTo < owners.length && owners[upTo] == attack) {
        upTo++;
      }
      sum += below + (upTo - below) / 2.0;
    }
    return sum / owners.length / attacks.length;
  }

  /// The area up to this share of false positives, divided by that share: 1 where all attacks are
  /// found before any owner is bothered. Between the curve's points straight lines are drawn.
  double areaUpTo(double share) {
    if (owners.length == 0 || attacks.length == 0) {
      return Double.NaN;
    }
    double area = 0;
    double x = 0;
    double y = 0;
    int o = owners.length - 1;
    int a = attacks.length - 1;
    while (o >= 0 && x < share) {
      double score = a >= 0 ? Math.max(owners[o], attacks[a]) : owners[o];
      while (o >= 0 && owners[o] == score) {
        o--;
      }
      while (a >= 0 && attacks[a] == score) {
        a--;
      }
      double nextX = (double) (owners.length - 1 - o) / owners.length;
      double nextY = (double) (attacks.length - 1 - a) / attacks.length;
      double end = Math.min(nextX, share);
      double endY = nextX == x ? nextY : y + (nextY - y) * (end - x) / (nextX - x);
      area += (end - x) * (y + endY) / 2;
      x = nextX;
      y = nextY;
    }
    return area / share;
  }

  /// How many stand at or below.
  private static int upper(double[] rising, double value) {
    int low = 0;
    int high = rising.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (rising[middle] <= value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
