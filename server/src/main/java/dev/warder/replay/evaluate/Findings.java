package dev.warder.replay.evaluate;

import java.util.Map;

/// All that an evaluation found out, call by call; figures are made from it.
///
/// @param owners the owners' calls, scored in a stream without any attack
/// @param attacks the attackers' calls, scored where they happened in the full stream
/// @param own the model's log-odds
/// @param others scores of each baseline
/// @param prior the declared share of attacks
public record Findings(
    String model,
    double prior,
    Roster owners,
    Marks ownersMarks,
    Roster attacks,
    Marks attacksMarks,
    Scores own,
    Map<String, Scores> others,
    double seconds) {

  Scores without(String factor) {
    return new Scores(ownersMarks.without(factor), attacksMarks.without(factor));
  }

  int events() {
    return owners.size() + attacks.size();
  }
}
