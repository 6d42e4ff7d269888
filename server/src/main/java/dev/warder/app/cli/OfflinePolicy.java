package dev.warder.app.cli;

import dev.warder.app.settings.ConfigurationError;
import dev.warder.app.settings.Settings;
import dev.warder.policy.PolicyCompiler;
import dev.warder.policy.PolicySource;
import dev.warder.policy.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A command on policy files that asks no service.
@Command(mixinStandardHelpOptions = true, sortOptions = false)
abstract class OfflinePolicy implements Callable<Integer> {
  @Parameters(
      paramLabel = "F",
      arity = "1..*",
      description = "Policy files; together they are one set, as apply would make them.")
  private List<Path> files = List.of();

  @Option(
      names = "--config",
      paramLabel = "C",
      description =
          "The configuration, for audit.headers and notify.targets (default: as for serve).")
  private @Nullable Path config;

  @Mixin private final Output output;

  private final Terminal terminal;

  OfflinePolicy(Terminal terminal) {
    this.terminal = terminal;
    this.output = new Output(terminal);
  }

  @Override
  public final Integer call() throws IOException, ConfigurationError {
    Settings settings = Configuration.read(terminal, config);
    Set<String> headers = Set.copyOf(settings.audit().headers());
    List<PolicySource> sources = new ArrayList<>();
    for (Path file : files) {
      sources.add(new PolicySource(file.toString(), PolicyFile.read(terminal, file)));
    }
    return run(new PolicyCompiler(headers, settings.targets()), sources, output);
  }

  /// @return the exit code
  abstract int run(PolicyCompiler compiler, List<PolicySource> sources, Output output)
      throws IOException;

  static List<Map<String, Object>> json(List<Problem> problems) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Problem problem : problems) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("file", problem.file());
      json.put("line", problem.line());
      json.put("column", problem.column());
      json.put("text", problem.text());
      all.add(json);
    }
    return all;
  }

  static void print(List<Problem> problems, Output output) {
    problems.forEach(problem -> output.line(Table.plain(problem.toString())));
  }
}
