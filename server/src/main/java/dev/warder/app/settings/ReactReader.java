package dev.warder.app.settings;

import dev.warder.react.Limits;

/// Reads how far reactions go: to incidents, and to whatever else has such limits.
final class ReactReader {
  private ReactReader() {}

  static Limits read(Section section) {
    Limits limits =
        limits(
            section,
            "20",
            "Whether rules with `on: incident` are carried out, or only recorded.",
            "How many tokens and principals reactions may hinder within an hour; what is beyond is"
                + " recorded and told, and not done.");
    section.end();
    return limits;
  }

  /// @param perHour as a rule
  static Limits limits(Section section, String perHour, String modeMeans, String perHourMeans) {
    boolean shadow =
        section.value(
            "mode", Kind.choice(Ordered.of("on", false, "shadow", true)), "on", modeMeans);
    int most = section.value("perHour", Kind.whole(0, 100_000), perHour, perHourMeans);
    return new Limits(most, shadow);
  }
}
