package dev.warder.risk;

import dev.warder.model.Context;

/// What an incident adds to the risk of every call for a time: as many points as a rule said.
final class IncidentTerm implements Term {
  static final IncidentTerm INCIDENT = new IncidentTerm();

  private IncidentTerm() {}

  @Override
  public double points(double[] in) {
    return in[0];
  }

  @Override
  public String because(double[] in, Context context) {
    return "an incident of its principal or token raised the risk for a time";
  }
}
