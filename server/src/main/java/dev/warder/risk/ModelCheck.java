package dev.warder.risk;

import java.util.List;

/// What must hold for a model file to make sense.
final class ModelCheck {
  private ModelCheck() {}

  static void check(double prior, List<RiskModel.Knot> calibration, List<RiskModel.Knot> score) {
    require(prior > 0 && prior < 1, "prior must lie between 0 and 1");
    rising("calibration", calibration);
    rising("score", score);
    RiskModel.Knot last = score.getLast();
    require(score.getFirst().at() == 0 && score.getFirst().value() == 0, "score begins at 0, 0");
    require(last.at() == 1 && last.value() == 100, "score ends at 1, 100");
  }

  static void positive(String section, double... values) {
    for (double value : values) {
      require(
          value > 0 && Double.isFinite(value), section + " holds a figure that is not positive");
    }
  }

  static void mixture(List<Integer> capacity, List<Double> below, List<List<Double>> lambda) {
    require(lambda.size() == below.size() + 1, "lambda needs one row more than there are bounds");
    bounds(below);
    for (List<Double> row : lambda) {
      require(row.size() == capacity.size() + 1, "a lambda row needs one figure more than levels");
      double sum = row.stream().mapToDouble(Double::doubleValue).sum();
      require(row.getFirst() > 0 && Math.abs(sum - 1) < 1e-9, "a lambda row must add up to 1");
    }
  }

  static List<Double> bounds(List<Double> below) {
    for (int i = 1; i < below.size(); i++) {
      require(below.get(i) > below.get(i - 1), "bucket bounds must rise");
    }
    return List.copyOf(below);
  }

  /// So many, and all positive.
  static List<Double> rates(String name, List<Double> rates, int length) {
    length(name, rates, length);
    rates.forEach(each -> positive(name, each));
    return List.copyOf(rates);
  }

  static void days(int days, double daily) {
    require(days >= 1 && days <= Slots.MOST_DAYS, "days must lie between 1 and " + Slots.MOST_DAYS);
    require(daily > 1, "daily must be above 1");
  }

  static void length(String name, List<Double> values, int length) {
    require(values.size() == length, name + " needs " + length + " figures");
  }

  static void trust(List<RiskModel.Learning.Trust> trust) {
    for (int i = 1; i < trust.size(); i++) {
      boolean tighter = trust.get(i).score() <= trust.get(i - 1).score();
      require(tighter && trust.get(i).below() > trust.get(i - 1).below(), "trust must tighten");
    }
  }

  private static void rising(String name, List<RiskModel.Knot> knots) {
    require(knots.size() >= 2, name + " needs two corners at least");
    for (int i = 1; i < knots.size(); i++) {
      boolean right = knots.get(i).at() > knots.get(i - 1).at();
      boolean up = knots.get(i).value() >= knots.get(i - 1).value();
      require(right && up, name + " must rise");
    }
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
