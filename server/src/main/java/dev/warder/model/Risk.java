package dev.warder.model;

import java.util.List;

/// How far a call departs from how its token is normally used.
///
/// @param model name and revision of the model that computed it
/// @param logOdds the sum of the factors' points, in listed order
/// @param probability calibrated, of the call not being the owner's
/// @param score 0 to 100
/// @param confidence 0 to 1: how much history and how many signals stand behind the score
/// @param learned events learned of the principal so far
/// @param missing signals that were not there
public record Risk(
    String model,
    double logOdds,
    double probability,
    int score,
    RiskLevel level,
    double confidence,
    long learned,
    List<Factor> factors,
    List<String> missing) {
  public Risk {
    factors = List.copyOf(factors);
    missing = List.copyOf(missing);
  }
}
