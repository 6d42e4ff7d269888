package dev.warder.app.cli;

import dev.warder.app.settings.ConfigurationError;
import dev.warder.app.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "doctor",
    description =
        "Check keys, permissions, disk, clock, data age and configuration; one line each, with a"
            + " remedy.",
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  @Mixin private final Configuration configuration;
  @Mixin private final Output output;

  private final InstantSource clock;

  DoctorCommand(Terminal terminal, InstantSource clock) {
    this.configuration = new Configuration(terminal);
    this.output = new Output(terminal);
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException {
    List<Finding> findings = new ArrayList<>();
    Settings settings = settings(findings);
    if (settings != null) {
      findings.addAll(new FolderChecks(settings.data()).all(clock.instant()));
      findings.add(files(settings));
      findings.addAll(IntelChecks.all(settings, clock.instant()));
    }
    print(findings);
    boolean sick = findings.stream().anyMatch(f -> f.state() == Finding.State.FAIL);
    return sick ? Exit.NO : Exit.DONE;
  }

  private @Nullable Settings settings(List<Finding> findings) {
    try {
      Settings settings = configuration.read();
      Path file = settings.file();
      String text = file == null ? "no file; the defaults count" : file.toString();
      findings.add(Finding.ok("configuration", text));
      if (!settings.routesGiven()) {
        String remedy = "Write routes into warder.yaml: they say which scopes a call needs.";
        findings.add(Finding.warn("routes", "none; one route * /** guards everything", remedy));
      }
      return settings;
    } catch (ConfigurationError e) {
      for (var problem : e.problems()) {
        String remedy = "See docs/configuration.md for all keys.";
        findings.add(Finding.fail("configuration", problem.toString(), remedy));
      }
      return null;
    }
  }

  /// Files that the configuration names must be there before they are needed.
  private static Finding files(Settings settings) {
    List<String> missing =
        new NamedFiles(settings).unreadable().stream().map(Path::toString).toList();
    return missing.isEmpty()
        ? Finding.ok("files", "all files that the configuration names can be read")
        : Finding.fail(
            "files", "cannot be read: " + String.join(", ", missing), "Check the paths.");
  }

  private void print(List<Finding> findings) {
    if (output.isJson()) {
      for (Finding finding : findings) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("check", finding.check());
        line.put("state", finding.state().name().toLowerCase(Locale.ROOT));
        line.put("text", finding.text());
        line.put("remedy", finding.remedy());
        output.json(line);
      }
      return;
    }
    Table table = new Table("CHECK", "STATE", "FOUND");
    for (Finding finding : findings) {
      String remedy = finding.remedy() == null ? "" : ". " + finding.remedy();
      table.row(finding.check(), finding.state().toString(), finding.text() + remedy);
    }
    output.table(table);
  }
}
