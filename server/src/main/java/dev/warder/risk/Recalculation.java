package dev.warder.risk;

import dev.warder.model.Risk;
import java.util.List;

/// Computes recorded risks again, from their factors' inputs and what the journal says of the model
/// that was in force. Unchangeable.
public final class Recalculation {
  private final String model;
  private final Summation summation;

  /// @param model its id
  public Recalculation(
      String model, List<RiskModel.Knot> calibration, List<RiskModel.Knot> score, Levels levels) {
    this.model = model;
    this.summation = new Summation(model, calibration, score, levels);
  }

  public String model() {
    return model;
  }

  /// @throws IllegalArgumentException where it was recorded under another model, or its inputs are
  ///   none that this factor has
  public Risk again(Risk recorded) {
    try {
      return summation.again(recorded);
    } catch (IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("a factor lacks inputs", e);
    }
  }
}
