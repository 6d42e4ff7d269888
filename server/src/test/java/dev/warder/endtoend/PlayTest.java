package dev.warder.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The one command of each gateway's example shows what its page says that it shows.
@Tag("endtoend")
class PlayTest {
  private static final long PATIENCE_MILLIS = 300_000;
  private static final List<String> GATEWAYS =
      List.of("nginx", "caddy", "haproxy", "apache", "spring-cloud-gateway");

  /// What is written above each call, and what must be seen of its answer.
  private static final Map<String, List<String>> SHOWN =
      Map.of(
          "allowed:", List.of("http/1.1 200", "get /orders/42", "x-warder-principal: alice-"),
          "refused: nobody", List.of("http/1.1 401", "invalid_token"),
          "refused: the token", List.of("http/1.1 403", "insufficient_scope"),
          "throttled:", List.of("http/1.1 429", "retry-after:"),
          "stepped up:", List.of("http/1.1 401", "insufficient_user_authentication"));

  @Test
  void everyGatewaysExampleShowsAllFiveAnswers(@TempDir Path folder) throws IOException {
    Path play = Gateway.EXAMPLES.resolve("play").toRealPath();
    Map<String, String> environment = new HashMap<>();
    for (String port : List.of("GATEWAY_PORT", "WARDER_PORT", "API_PORT")) {
      environment.put(port, Integer.toString(Child.freePort()));
    }
    environment.put("WARDER_DECIDE_DEADLINE", "20s");
    List<String> command = new ArrayList<>(List.of(play.toString()));
    command.addAll(GATEWAYS);
    try (Child child = Child.start("play", folder, environment, command)) {
      assertThat(child.endsWithin(PATIENCE_MILLIS)).as(child.printed()).isTrue();
      assertThat(child.exitCode()).as(child.printed()).isZero();
      String printed = child.printed();
      for (String gateway : GATEWAYS) {
        String part = between(printed, "== " + gateway + "\n", "\n== ");
        SHOWN.forEach((call, seen) ->
            assertThat(between(part, "# " + call, "\n# ").toLowerCase(Locale.ROOT))
                .as(part)
                .contains(seen));
      }
    }
  }

  private static String between(String text, String start, String end) {
    int from = text.indexOf(start);
    assertThat(from).as(start + " in " + text).isNotNegative();
    int to = text.indexOf(end, from + start.length());
    return text.substring(from, to < 0 ? text.length() : to);
  }
}
