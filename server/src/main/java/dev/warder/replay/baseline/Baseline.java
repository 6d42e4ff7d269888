package dev.warder.replay.baseline;

import java.util.List;

/// A published way to tell how suspicious a call is. Higher is more suspicious; the scale is its
/// own. Not thread-safe.
public interface Baseline {
  String name();

  double score(Sighting sighting);

  /// Takes in a call of the owner's.
  void learn(Sighting sighting);

  /// Fresh ones, of all kinds.
  static List<Baseline> all() {
    return List.of(new Freeman(), new ApereoCas(), new SeenUnseen(), new HandSet());
  }
}
