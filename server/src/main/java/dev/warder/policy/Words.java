package dev.warder.policy;

import static java.util.Arrays.stream;
import static java.util.stream.Collectors.toMap;

import dev.warder.model.NetworkClass;
import dev.warder.model.RiskLevel;
import dev.warder.model.Sensitivity;
import java.util.EnumMap;
import java.util.Map;

/// The wire names of enumerated values, made once: these are asked for at every call.
final class Words {
  private static final Map<RiskLevel, String> LEVELS =
      new EnumMap<>(stream(RiskLevel.values()).collect(toMap(v -> v, RiskLevel::wire)));
  private static final Map<Sensitivity, String> SENSITIVITIES =
      new EnumMap<>(stream(Sensitivity.values()).collect(toMap(v -> v, Sensitivity::wire)));
  private static final Map<NetworkClass, String> NETWORKS =
      new EnumMap<>(stream(NetworkClass.values()).collect(toMap(v -> v, NetworkClass::wire)));

  private Words() {}

  static String of(RiskLevel level) {
    return LEVELS.getOrDefault(level, "");
  }

  static String of(Sensitivity sensitivity) {
    return SENSITIVITIES.getOrDefault(sensitivity, "");
  }

  static String of(NetworkClass network) {
    return NETWORKS.getOrDefault(network, "");
  }
}
