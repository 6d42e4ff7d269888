package dev.warder.app.settings;

import dev.warder.app.settings.Settings.RiskModel;
import java.nio.file.Path;
import java.util.Optional;

/// Reads what scores, and how scores become levels.
final class RiskReader {
  private static final String DEFAULT = "default";

  /// A file of that very name is `./default`.
  private static final Kind<Optional<Path>> MODEL =
      new Kind<>(
          "default or a path",
          (text, base) ->
              text.equals(DEFAULT)
                  ? Optional.empty()
                  : Optional.of(Kind.PATH.read().apply(text, base)));

  private RiskReader() {}

  static RiskModel read(Section section) {
    Optional<Path> model =
        section.value(
            "model",
            MODEL,
            DEFAULT,
            "The risk model: `default`, or a file in the form of the default one, which"
                + " `docs/risk.md` tells of.");
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
    return new RiskModel(model.orElse(null), medium, high, critical);
  }
}
