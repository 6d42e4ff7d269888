package dev.warder.replay.simulate;

/// How large the simulated world is.
///
/// @param attacks sessions of each kind of attacker
/// @param drips patient attackers, each of whom comes back for weeks
public record Scale(int members, int days, int attacks, int drips) {
  public static final Scale USUAL = new Scale(1000, 60, 150, 40);
}
