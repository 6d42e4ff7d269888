package dev.warder.client.servlet;

import dev.warder.client.FailureMode;
import dev.warder.client.WarderClient;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A client from the `init-param` entries of a deployment descriptor: `url`, `keyFile` (a file with
/// the gateway key alone), and where they should differ from `closed` and `PT0.5S` also `onFailure`
/// and `timeout`.
final class InitParameters {
  private InitParameters() {}

  static WarderClient client(FilterConfig config) throws ServletException {
    try {
      return new WarderClient(
          URI.create(needed(config, "url")),
          Files.readString(Path.of(needed(config, "keyFile"))).strip(),
          onFailure(config.getInitParameter("onFailure")),
          timeout(config.getInitParameter("timeout")));
    } catch (IllegalArgumentException | DateTimeParseException | IOException e) {
      throw new ServletException("the Warder filter cannot start: " + e.getMessage(), e);
    }
  }

  private static String needed(FilterConfig config, String name) throws ServletException {
    String value = config.getInitParameter(name);
    if (value == null || value.isBlank()) {
      throw new ServletException("the Warder filter needs the init-param " + name);
    }
    return value;
  }

  private static FailureMode onFailure(@Nullable String given) {
    return given == null ? FailureMode.CLOSED : FailureMode.valueOf(given.toUpperCase(Locale.ROOT));
  }

  private static Duration timeout(@Nullable String given) {
    return given == null ? WarderClient.TIMEOUT : Duration.parse(given);
  }
}
