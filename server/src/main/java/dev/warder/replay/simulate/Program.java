package dev.warder.replay.simulate;

import java.util.List;
import java.util.Locale;

/// A program that makes calls, and how its `User-Agent` changes with its releases.
///
/// @param agent with `{v}` for the version, `{m}` for its first number and `{os}`
/// @param systems texts that stand for `{os}`
/// @param cadence days between releases; 0 where the text never changes
/// @param major first number at day 0
/// @param perMajor releases until the first number rises; 1 where each release is one
record Program(
    String agent, List<String> systems, double cadence, int major, int minor, int perMajor) {
  Program {
    systems = List.copyOf(systems);
  }

  /// @param release counted from day 0
  String userAgent(String system, int release) {
    int majors = perMajor == 0 ? 0 : release / perMajor;
    int minors = perMajor == 0 ? release : release % perMajor;
    String first = String.valueOf(major + majors);
    String version =
        perMajor == 1
            ? first
            : String.format(Locale.ROOT, "%s.%d.%d", first, minor + minors / 3, minors % 3);
    return agent.replace("{v}", version).replace("{m}", first).replace("{os}", system);
  }
}
