package dev.warder.app.cli;

import dev.warder.app.settings.ConfigurationError;
import dev.warder.app.settings.Settings;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which data folder a command works on, while no service runs in it.
final class StoppedFolder {
  @Option(
      names = "--config",
      paramLabel = "F",
      description = "The configuration (default: as for serve).")
  private @Nullable Path config;

  @Option(names = "--data", paramLabel = "DIR", description = "The data folder.")
  private @Nullable Path data;

  private final Terminal terminal;

  StoppedFolder(Terminal terminal) {
    this.terminal = terminal;
  }

  Settings read() throws ConfigurationError {
    Map<String, String> given = data == null ? Map.of() : Map.of("data", data.toString());
    return Configuration.read(terminal, config, given);
  }
}
