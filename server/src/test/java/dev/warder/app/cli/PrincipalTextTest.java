package dev.warder.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an operator reads of a principal.
class PrincipalTextTest {
  @TempDir private Path folder;

  @Test
  void whoMayNotActIsShownAsSuch() throws IOException {
    try (Service service = new Service()) {
      service.on(
          "GET /v1/principals/svc",
          200,
          """
          {"id":"svc","kind":"service","state":"disabled","disabledAt":"2026-01-05T10:00:00.000Z",
           "disabledReason":"left\\u001b[2J","owner":"alice","tokens":[]}
          """);
      assertThat(play(service, "principal", "show", "svc").out())
          .isEqualTo(
              """
              svc (service)
              May not act: disabled since 2026-01-05T10:00:00.000Z, left?[2J
              Belongs to alice
              Nothing is learned yet.

              Tokens: 0
              """);
      service.on(
          "GET /v1/principals/bob",
          200,
          "{\"id\":\"bob\",\"kind\":\"user\",\"state\":\"active\",\"tokens\":[]}");
      assertThat(play(service, "principal", "show", "bob").out())
          .isEqualTo("bob (user)\nNothing is learned yet.\n\nTokens: 0\n");
    }
  }

  @Test
  void forgettingSaysWhatCanBeReadNoMore() throws IOException {
    try (Service service = new Service()) {
      String told = "{\"id\":\"a\",\"hadProfile\":%s,\"recordsUnreadable\":%s,\"pseudonym\":%s}";
      String forget = "POST /v1/principals/a/forget";
      service.on(forget, 200, told.formatted("true", "true", "\"sealed:x1\""));
      assertThat(play(service, "principal", "forget", "a").out())
          .isEqualTo(
              """
              What was learned of a is forgotten.
              Sealed records of it can be read by nobody any more; they stand under sealed:x1.
              """);
      service.on(forget, 200, told.formatted("false", "true", "\"sealed:x1\""));
      assertThat(play(service, "principal", "forget", "a").out()).startsWith("Sealed records");
      service.on(forget, 200, told.formatted("false", "false", "null"));
      assertThat(play(service, "principal", "forget", "a").out())
          .isEqualTo("Nothing was known of a.\n");
    }
  }

  @Test
  void helpSaysWhatCannotBeUndone() {
    assertThat(help("principal", "forget")).contains("for good", "read by nobody");
    assertThat(help("token", "rotate")).contains("ends at once");
    assertThat(help("intel", "import")).contains("residential, mobile, hosting");
  }

  private String help(String group, String command) {
    Played run = Played.in(folder, Map.of(), "", group, command, "--help");
    return run.out().replaceAll("\\s+", " ");
  }

  private Played play(Service service, String... line) {
    Map<String, String> environment = Map.of("WARDER_URL", service.url(), "WARDER_TOKEN", "t");
    return Played.in(folder, environment, "", line);
  }
}
