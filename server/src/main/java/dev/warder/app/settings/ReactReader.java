package dev.warder.app.settings;

import dev.warder.react.Limits;

/// Reads how far reactions to incidents go.
final class ReactReader {
  private ReactReader() {}

  static Limits read(Section section) {
    boolean shadow =
        section.value(
            "mode",
            Kind.choice(Ordered.of("on", false, "shadow", true)),
            "on",
            "Whether rules with `on: incident` are carried out, or only recorded.");
    int perHour =
        section.value(
            "perHour",
            Kind.whole(0, 100_000),
            "20",
            "How many tokens and principals reactions may hinder within an hour; what is beyond is"
                + " recorded and told, and not done.");
    section.end();
    return new Limits(perHour, shadow);
  }
}
