package dev.warder.model;

import java.util.Arrays;

/// One reason for a score: so many points of log-odds, and the numbers that they came from.
///
/// Given the model that is named beside it, `inputs` is all that is needed to compute `points`
/// again.
///
/// The name is ours: ASCII that JSON need not escape.
///
/// A dozen are made per call, so the array is not copied; nobody writes to it.
public record Factor(String name, double points, double[] inputs) {
  @Override
  public boolean equals(Object other) {
    return other instanceof Factor that
        && name.equals(that.name)
        && Double.doubleToLongBits(points) == Double.doubleToLongBits(that.points)
        && Arrays.equals(inputs, that.inputs);
  }

  @Override
  public int hashCode() {
    return name.hashCode() * 31 + Arrays.hashCode(inputs);
  }

  @Override
  public String toString() {
    return name + "=" + points + Arrays.toString(inputs);
  }
}
