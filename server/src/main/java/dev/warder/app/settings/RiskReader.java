package dev.warder.app.settings;

import dev.warder.app.settings.Settings.RiskModel;
import java.util.Map;

/// Reads how scores become levels.
final class RiskReader {
  private RiskReader() {}

  static RiskModel read(Section section) {
    String model =
        section.value(
            "model", Kind.choice(Map.of("default", "default")), "default", "The risk model.");
    Section levels = section.section("levels");
    int medium = levels.value("medium", Kind.whole(1, 100), "35", "The score where medium begins.");
    int high = levels.value("high", Kind.whole(1, 100), "60", "The score where high begins.");
    int critical =
        levels.value("critical", Kind.whole(1, 100), "85", "The score where critical begins.");
    levels.end();
    section.end();
    if (medium >= high || high >= critical) {
      String now = medium + ", " + high + ", " + critical;
      section.report(
          section.where("levels"), "risk.levels must rise: medium < high < critical, not " + now);
    }
    return new RiskModel(model, medium, high, critical);
  }
}
