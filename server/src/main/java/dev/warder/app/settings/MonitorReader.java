package dev.warder.app.settings;

import dev.warder.monitor.DetectorKind;
import dev.warder.monitor.Tuning;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads what is set of the detectors.
final class MonitorReader {
  private static final int MOST = 1_000_000;
  private static final String ON = "on";
  private static final String SHADOW = "shadow";
  private static final String OFF = "off";

  private MonitorReader() {}

  static @Nullable Path tactics(Section section) {
    return section.optional(
        "tactics",
        Kind.PATH,
        "A list of operations and the tactics of an attack that they serve, in place of the bundled"
            + " one.");
  }

  static List<Tuning> read(Section section) {
    Section detectors = section.section("detectors");
    List<Tuning> tunings = new ArrayList<>();
    for (DetectorKind kind : DetectorKind.values()) {
      tunings.add(read(kind, detectors.section(key(kind))));
    }
    detectors.end();
    section.end();
    return tunings;
  }

  private static Tuning read(DetectorKind kind, Section section) {
    String mode =
        section.value(
            "mode",
            Kind.choice(Ordered.of(ON, ON, SHADOW, SHADOW, OFF, OFF)),
            ON,
            "Finds " + kind.meaning() + ". In `shadow` it counts and raises no incident.");
    Map<String, Integer> set = new HashMap<>();
    for (DetectorKind.Parameter each : kind.parameters()) {
      int value =
          section.value(
              each.name(),
              Kind.whole(1, MOST),
              Integer.toString(each.usual()),
              upper(each.meaning()) + ".");
      set.put(each.name(), value);
    }
    section.end();
    return new Tuning(kind, !mode.equals(OFF), mode.equals(SHADOW), set);
  }

  private static String upper(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  /// `concurrent-use` as keys are written: `concurrentUse`.
  private static String key(DetectorKind kind) {
    StringBuilder key = new StringBuilder();
    for (String word : kind.wire().split("-")) {
      key.append(key.isEmpty() ? word : upper(word));
    }
    return key.toString();
  }
}
