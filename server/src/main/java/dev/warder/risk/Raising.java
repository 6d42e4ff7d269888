package dev.warder.risk;

import dev.warder.model.Assessment;
import dev.warder.model.Factor;
import dev.warder.model.Risk;
import java.util.ArrayList;
import java.util.List;

/// Adds to a risk what an incident says, as a factor like the others. Unchangeable.
public final class Raising {
  private final Summation summation;

  public Raising(RiskModel model, Levels levels) {
    this.summation = new Summation(model, levels);
  }

  /// The same with so many points of log-odds more.
  public Assessment raised(Assessment assessment, double points) {
    if (points == 0) {
      return assessment;
    }
    Risk risk = assessment.risk();
    List<Factor> factors = new ArrayList<>(risk.factors());
    double[] in = {points};
    factors.add(new Factor("incident", IncidentTerm.INCIDENT.points(in), in));
    return new Assessment(
        summation.risk(factors, risk.confidence(), risk.learned(), risk.missing()),
        assessment.rates(),
        assessment.familiarity(),
        assessment.time());
  }
}
