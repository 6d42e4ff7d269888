package dev.warder.app.cli;

import dev.warder.app.settings.ConfigurationError;
import dev.warder.app.settings.Settings;
import dev.warder.app.settings.SettingsReader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which configuration a command works with.
final class Configuration {
  private static final Path USUAL = Path.of("warder.yaml");
  private static final String CONFIG = "--config";
  private static final String DATA = "--data";
  private static final String HOST = "--host";
  private static final String PORT = "--port";

  /// Its options, each of which has a value.
  static final Set<String> OPTIONS = Set.of(CONFIG, DATA, HOST, PORT);

  @Option(
      names = CONFIG,
      paramLabel = "F",
      description =
          "The configuration; WARDER_CONFIG otherwise, then warder.yaml in this folder, then"
              + " defaults.")
  private @Nullable Path config;

  @Option(names = DATA, paramLabel = "DIR", description = "The data folder.")
  private @Nullable String data;

  @Option(names = HOST, paramLabel = "H", description = "The address to listen on.")
  private @Nullable String host;

  @Option(names = PORT, paramLabel = "N", description = "The port to listen on; 0 is any.")
  private @Nullable String port;

  private final Map<String, String> more = new LinkedHashMap<>();
  private final Terminal terminal;

  Configuration(Terminal terminal) {
    this.terminal = terminal;
  }

  /// Whether what was typed can name a file.
  static boolean canTake(PlainOptions options) {
    String file = options.value(CONFIG);
    try {
      return file == null || !Path.of(file).toString().isEmpty();
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /// Takes its options from those that were typed plainly.
  void take(PlainOptions options) {
    String file = options.value(CONFIG);
    config = file == null ? null : Path.of(file);
    data = options.value(DATA);
    host = options.value(HOST);
    port = options.value(PORT);
  }

  Settings read() throws ConfigurationError {
    Map<String, String> options = new LinkedHashMap<>();
    put(options, "data", data);
    put(options, "server.host", host);
    put(options, "server.port", port);
    options.putAll(more);
    return SettingsReader.read(
        file(terminal, config), terminal.environment(), options, terminal.working());
  }

  /// Sets a key that only one command has an option for.
  void set(String key, @Nullable String value) {
    put(more, key, value);
  }

  /// The settings of a command that has none of these options but `--config`.
  static Settings read(Terminal terminal, @Nullable Path config) throws ConfigurationError {
    return read(terminal, config, Map.of());
  }

  /// @param options keys that count more than the file
  static Settings read(Terminal terminal, @Nullable Path config, Map<String, String> options)
      throws ConfigurationError {
    return SettingsReader.read(
        file(terminal, config), terminal.environment(), options, terminal.working());
  }

  private static @Nullable Path file(Terminal terminal, @Nullable Path config) {
    if (config != null) {
      return config;
    }
    String named = terminal.environment().get("WARDER_CONFIG");
    if (named != null) {
      return Path.of(named);
    }
    return Files.exists(terminal.resolve(USUAL)) ? USUAL : null;
  }

  private static void put(Map<String, String> options, String key, @Nullable String value) {
    if (value != null) {
      options.put(key, value);
    }
  }
}
