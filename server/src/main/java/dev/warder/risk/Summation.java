package dev.warder.risk;

import dev.warder.model.Factor;
import dev.warder.model.Risk;
import java.util.ArrayList;
import java.util.List;

/// From points to log-odds, probability and score; the same way for a fresh call and for a record.
final class Summation {
  private final String model;
  private final Levels levels;
  private final Curve calibration;
  private final Curve score;

  Summation(RiskModel model, Levels levels) {
    this(model.id(), model.calibration(), model.score(), levels);
  }

  Summation(
      String model, List<RiskModel.Knot> calibration, List<RiskModel.Knot> score, Levels levels) {
    this.model = model;
    this.levels = levels;
    this.calibration = new Curve(calibration);
    this.score = new Curve(score);
  }

  Levels levels() {
    return levels;
  }

  Risk risk(List<Factor> factors, double confidence, long learned, List<String> missing) {
    double logOdds = 0;
    for (Factor factor : factors) {
      logOdds += factor.points();
    }
    double probability = 1 / (1 + StrictMath.exp(-calibration.of(logOdds)));
    int points = (int) StrictMath.rint(Math.clamp(score.of(probability), 0, 100));
    return new Risk(
        model,
        logOdds,
        probability,
        points,
        levels.of(points),
        confidence,
        learned,
        factors,
        missing);
  }

  /// Computes a recorded risk again, from nothing but its factors' inputs and the model.
  Risk again(Risk recorded) {
    if (!recorded.model().equals(model)) {
      throw new IllegalArgumentException("recorded under model " + recorded.model());
    }
    List<Factor> factors = new ArrayList<>(recorded.factors().size());
    for (Factor factor : recorded.factors()) {
      double[] inputs = factor.inputs();
      factors.add(new Factor(factor.name(), Term.named(factor.name()).points(inputs), inputs));
    }
    return risk(factors, recorded.confidence(), recorded.learned(), recorded.missing());
  }
}
