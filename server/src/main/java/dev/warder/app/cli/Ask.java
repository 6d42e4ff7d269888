package dev.warder.app.cli;

import dev.warder.app.settings.Amounts;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Turns what was typed into what the service is asked for.
final class Ask {
  private Ask() {}

  /// One path segment or query value.
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /// `15m`, as ISO-8601.
  static String iso(String option, String duration) {
    return duration(option, duration).toString();
  }

  static Duration duration(String option, String text) {
    return Amounts.duration(text)
        .orElseThrow(() ->
            Stop.usage(
                option + " must be a duration, not \"" + Table.plain(text) + "\"",
                "Write a number and a unit: 90s, 15m, 12h, 30d."));
  }
}
