package dev.warder.policy;

import dev.warder.model.NetworkClass;
import dev.warder.model.RiskLevel;
import dev.warder.model.Sensitivity;
import java.util.Arrays;

/// The wire names of enumerated values, made once: these are asked for at every call.
final class Words {
  private static final String[] LEVELS =
      Arrays.stream(RiskLevel.values()).map(RiskLevel::wire).toArray(String[]::new);
  private static final String[] SENSITIVITIES =
      Arrays.stream(Sensitivity.values()).map(Sensitivity::wire).toArray(String[]::new);
  private static final String[] NETWORKS =
      Arrays.stream(NetworkClass.values()).map(NetworkClass::wire).toArray(String[]::new);

  private Words() {}

  static String of(RiskLevel level) {
    return LEVELS[level.ordinal()];
  }

  static String of(Sensitivity sensitivity) {
    return SENSITIVITIES[sensitivity.ordinal()];
  }

  static String of(NetworkClass network) {
    return NETWORKS[network.ordinal()];
  }
}
