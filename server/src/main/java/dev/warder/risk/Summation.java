package dev.warder.risk;

import dev.warder.model.Factor;
import dev.warder.model.Risk;
import java.util.ArrayList;
import java.util.List;

/// From points to log-odds, probability and score; the same way for a fresh call and for a record.
final class Summation {
  private final RiskModel model;
  private final Levels levels;
  private final Curve calibration;
  private final Curve score;

  Summation(RiskModel model, Levels levels) {
    this.model = model;
    this.levels = levels;
    calibration = new Curve(model.calibration());
    score = new Curve(model.score());
  }

  Risk risk(List<Factor> factors, double confidence, long learned, List<String> missing) {
    double logOdds = 0;
    for (Factor factor : factors) {
      logOdds += factor.points();
    }
    double probability = 1 / (1 + StrictMath.exp(-calibration.of(logOdds)));
    int points = (int) StrictMath.rint(Math.clamp(score.of(probability), 0, 100));
    return new Risk(
        model.id(),
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
    if (!recorded.model().equals(model.id())) {
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
