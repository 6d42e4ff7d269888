package dev.warder.replay.evaluate;

import java.util.Map;

/// All that an evaluation found out, call by call; figures are made from it.
///
/// @param owners the owners' calls, scored in a stream without any attack
/// @param attacks the attackers' calls, scored where they happened in the full stream
/// @param others scores of each baseline
/// @param prior the declared share of attacks
public record Findings(
    String model,
    double prior,
    Roster owners,
    Marks ownersMarks,
    Roster attacks,
    Marks attacksMarks,
    Map<String, Scores> others,
    double seconds) {

  /// Scores in the order of the rosters.
  record Scores(double[] owners, double[] attacks) {}

  Scores own() {
    return new Scores(ownersMarks.logOdds, attacksMarks.logOdds);
  }

  Scores without(String factor) {
    return new Scores(ownersMarks.without(factor), attacksMarks.without(factor));
  }

  int events() {
    return owners.size() + attacks.size();
  }
}
