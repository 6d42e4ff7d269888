package dev.warder.replay.simulate;

import java.util.List;
import java.util.SplittableRandom;

/// Chance, from a seed: the same seed always falls the same.
final class Dice {
  private final SplittableRandom random;

  Dice(long seed) {
    this(new SplittableRandom(seed));
  }

  private Dice(SplittableRandom random) {
    this.random = random;
  }

  /// Independent of what is drawn here later.
  Dice split() {
    return new Dice(random.split());
  }

  double uniform() {
    return random.nextDouble();
  }

  double between(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  boolean chance(double share) {
    return random.nextDouble() < share;
  }

  /// @param bound exclusive
  int below(int bound) {
    return random.nextInt(bound);
  }

  long below(long bound) {
    return random.nextLong(bound);
  }

  double exponential(double mean) {
    return -mean * Math.log(1 - random.nextDouble());
  }

  double normal(double mean, double deviation) {
    return mean + deviation * random.nextGaussian();
  }

  /// A factor around 1, as likely half as double where `spread` is about 0.7.
  double factor(double spread) {
    return Math.exp(spread * random.nextGaussian());
  }

  /// At least 1.
  int geometric(double mean) {
    return 1 + (mean <= 1 ? 0 : (int) exponential(mean - 0.5));
  }

  int poisson(double mean) {
    double left = Math.exp(-mean);
    double product = random.nextDouble();
    int count = 0;
    while (product > left && count < 1000) {
      product *= random.nextDouble();
      count++;
    }
    return count;
  }

  <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /// By weight.
  int pick(double[] weights) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    double left = random.nextDouble() * sum;
    for (int i = 0; i < weights.length; i++) {
      left -= weights[i];
      if (left < 0) {
        return i;
      }
    }
    return weights.length - 1;
  }
}
