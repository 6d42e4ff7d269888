package dev.warder.replay.evaluate;

import dev.warder.model.Factor;
import dev.warder.model.Risk;
import dev.warder.model.RiskLevel;
import dev.warder.model.Verdict;
import dev.warder.replay.evaluate.Trial.Judged;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a trial gave to each call of a roster, in its order, factor by factor.
public final class Marks {
  static final byte ALLOWED = 0;
  static final byte HINDERED = 1;
  static final byte DENIED = 2;

  final double[] logOdds;
  final double[] probability;
  final boolean[] high;
  final boolean[] belowMedium;
  final byte[] verdict;

  /// The principal, or somebody in its name, was never learned to use this network (ASN).
  final boolean[] newNetwork;

  private final Map<String, float[]> points = new LinkedHashMap<>();
  private int size;

  Marks(int calls) {
    logOdds = new double[calls];
    probability = new double[calls];
    high = new boolean[calls];
    belowMedium = new boolean[calls];
    verdict = new byte[calls];
    newNetwork = new boolean[calls];
  }

  void add(Judged judged) {
    Risk risk = judged.assessment().risk();
    logOdds[size] = risk.logOdds();
    probability[size] = risk.probability();
    high[size] = risk.level().compareTo(RiskLevel.HIGH) >= 0;
    belowMedium[size] = risk.level().compareTo(RiskLevel.MEDIUM) < 0;
    verdict[size] = verdict(judged.verdict());
    newNetwork[size] = judged.assessment().familiarity().asnIsNew();
    for (Factor factor : risk.factors()) {
      points.computeIfAbsent(factor.name(), name -> new float[logOdds.length])[size] =
          (float) factor.points();
    }
    size++;
  }

  private static byte verdict(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Allow a -> ALLOWED;
      case Verdict.Restrict r -> HINDERED;
      case Verdict.Throttle t -> HINDERED;
      case Verdict.StepUp s -> HINDERED;
      case Verdict.Deny d -> DENIED;
    };
  }

  Iterable<String> factors() {
    return points.keySet();
  }

  /// Of one factor; zeros where no call has it.
  float[] points(String factor) {
    return points.getOrDefault(factor, new float[logOdds.length]);
  }

  /// The log-odds that would be left without one factor.
  double[] without(String factor) {
    double[] left = logOdds.clone();
    float[] taken = points(factor);
    for (int i = 0; i < left.length; i++) {
      left[i] -= taken[i];
    }
    return left;
  }
}
