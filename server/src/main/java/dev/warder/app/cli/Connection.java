package dev.warder.app.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which service a command talks to, and with which token.
final class Connection {
  private static final String DEFAULT_URL = "http://127.0.0.1:8480";

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "The service; WARDER_URL otherwise, then " + DEFAULT_URL + ".")
  private @Nullable String url;

  @Option(
      names = "--auth",
      paramLabel = "TOKEN",
      description =
          "The token to show it, - for standard input; WARDER_TOKEN otherwise, then the file"
              + " admin.token of --data.")
  private @Nullable String auth;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The service's data folder, for its admin token (default: ./warder-data).")
  private Path data = Path.of("warder-data");

  private final Terminal terminal;

  Connection(Terminal terminal) {
    this.terminal = terminal;
  }

  ApiClient open() {
    return new ApiClient(url(), token());
  }

  /// Whether a service was named on the command line.
  boolean isNamed() {
    return url != null;
  }

  private URI url() {
    String text =
        url != null ? url : terminal.environment().getOrDefault("WARDER_URL", DEFAULT_URL);
    try {
      URI uri = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (web && uri.getHost() != null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw notAUrl(text);
    }
    throw notAUrl(text);
  }

  private static Stop notAUrl(String text) {
    return Stop.usage("\"" + Table.plain(text) + "\" is no URL", "Write it like " + DEFAULT_URL);
  }

  private String token() {
    String given = auth != null ? auth : terminal.environment().get("WARDER_TOKEN");
    if (given != null) {
      return Secrets.read(terminal, given);
    }
    Path file = terminal.resolve(data.resolve("admin.token"));
    try {
      return Files.readString(file).strip();
    } catch (NoSuchFileException e) {
      throw Stop.environment(
          "no token: WARDER_TOKEN is not set and there is no " + file,
          "Set WARDER_TOKEN, or name the service's data folder with --data.",
          e);
    } catch (AccessDeniedException e) {
      throw Stop.environment(
          file + " may not be read by you",
          "Run this as the user that the service runs as, or set WARDER_TOKEN.",
          e);
    } catch (IOException e) {
      throw Stop.environment(file + " cannot be read", "Check the disk, or set WARDER_TOKEN.", e);
    }
  }
}
