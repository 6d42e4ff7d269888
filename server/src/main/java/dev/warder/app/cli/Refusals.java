package dev.warder.app.cli;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Turns a refusal of the server (RFC 9457) into a line; what has several there has several here.
final class Refusals {
  private Refusals() {}

  static Stop of(int status, String body) {
    String text = text(body);
    String said = text.isEmpty() ? "" : ": " + plain(text);
    String whole = "the server refused (" + status + ")" + said;
    return status == 429 || status == 503
        ? Stop.busy(whole, remedy(status))
        : Stop.refused(whole, remedy(status));
  }

  private static String plain(String text) {
    return text.lines().map(Table::plain).collect(Collectors.joining("\n        "));
  }

  private static String text(String body) {
    try {
      JsonNode problem = Output.JSON.readTree(body);
      String detail = problem.path("detail").asString("");
      return detail.isEmpty() ? problem.path("title").asString("") : detail;
    } catch (JacksonException e) {
      return ""; // not a problem document: its status says all that we understand
    }
  }

  private static @Nullable String remedy(int status) {
    return switch (status) {
      case 401 -> "Check WARDER_TOKEN, or the admin.token of --data: the token is not accepted.";
      case 403 -> "Use a token that has this scope; warder:admin stands for all.";
      case 429, 503 -> "Wait a moment and try again.";
      default -> null;
    };
  }
}
