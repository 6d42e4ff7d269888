package dev.warder.app.cli;

import dev.warder.app.settings.ConfigurationError;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Which journal a command reads.
final class JournalFolder {
  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      description = "The data folder, or the journal in it (default: the configured data folder).")
  private @Nullable Path folder;

  @Option(
      names = "--config",
      paramLabel = "F",
      description = "The configuration that names the data folder (default: as for serve).")
  private @Nullable Path config;

  private final Terminal terminal;

  JournalFolder(Terminal terminal) {
    this.terminal = terminal;
  }

  Path path() throws ConfigurationError {
    Path path =
        folder == null ? Configuration.read(terminal, config).data() : terminal.resolve(folder);
    if (!Files.isDirectory(path)) {
      throw Stop.environment(
          "there is no journal in " + path, "Name the service's data folder, or start it once.");
    }
    return path;
  }
}
