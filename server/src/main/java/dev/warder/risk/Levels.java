package dev.warder.risk;

import dev.warder.model.RiskLevel;

/// The scores at which the named levels begin.
public record Levels(int medium, int high, int critical) {
  public static final Levels DEFAULT = new Levels(35, 60, 85);

  public Levels {
    if (medium < 1 || high <= medium || critical <= high || critical > 100) {
      throw new IllegalArgumentException("risk levels must rise from 1 to 100");
    }
  }

  RiskLevel of(int score) {
    if (score >= critical) {
      return RiskLevel.CRITICAL;
    }
    return score >= high ? RiskLevel.HIGH : score >= medium ? RiskLevel.MEDIUM : RiskLevel.LOW;
  }
}
