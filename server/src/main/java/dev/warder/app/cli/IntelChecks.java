package dev.warder.app.cli;

import dev.warder.app.settings.Settings;
import dev.warder.context.Intel;
import dev.warder.context.IntelInfo;
import dev.warder.context.IntelSources;
import dev.warder.model.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// How old the place and network data are that the service would work with.
final class IntelChecks {
  private static final Duration OLD = Duration.ofDays(180);

  private IntelChecks() {}

  static List<Finding> all(Settings settings, Instant now) {
    Settings.Intel files = settings.intel();
    IntelSources sources =
        new IntelSources(
            files.place(), files.asn(), files.networks(), settings.data().resolve("intel"));
    List<Finding> findings = new ArrayList<>();
    try {
      for (IntelInfo info : Intel.open(sources).info()) {
        findings.add(age(info, now));
      }
    } catch (Fault fault) {
      findings.add(
          Finding.fail(
              "data",
              fault.publicText(),
              "Replace the file, or take it out of intel: serve will" + " not start with it."));
    }
    return findings;
  }

  private static Finding age(IntelInfo info, Instant now) {
    Duration age = info.age(now);
    String what = info.networkClass() == null ? "" : " " + info.networkClass().wire();
    String text =
        info.kind().wire() + what + " data " + info.name() + ": " + age.toDays() + " days old";
    return age.compareTo(OLD) < 0
        ? Finding.ok("data age", text)
        : Finding.warn(
            "data age",
            text,
            "Fetch a newer file and ./warder intel import --kind " + info.kind().wire() + ".");
  }
}
