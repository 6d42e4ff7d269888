package dev.warder.policy;

import dev.warder.model.NetworkClass;
import dev.warder.model.RiskLevel;
import dev.warder.model.Sensitivity;

/// The wire names of enumerated values without making them anew: these are asked for at every call.
final class Words {
  private Words() {}

  static String of(RiskLevel level) {
    return switch (level) {
      case LOW -> "low";
      case MEDIUM -> "medium";
      case HIGH -> "high";
      case CRITICAL -> "critical";
    };
  }

  static String of(Sensitivity sensitivity) {
    return switch (sensitivity) {
      case LOW -> "low";
      case NORMAL -> "normal";
      case HIGH -> "high";
      case CRITICAL -> "critical";
    };
  }

  static String of(NetworkClass network) {
    return switch (network) {
      case RESIDENTIAL -> "residential";
      case MOBILE -> "mobile";
      case HOSTING -> "hosting";
      case VPN -> "vpn";
      case TOR -> "tor";
      case LISTED -> "listed";
      case PRIVATE -> "private";
      case UNKNOWN -> "unknown";
    };
  }
}
