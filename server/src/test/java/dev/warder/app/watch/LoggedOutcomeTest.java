package dev.warder.app.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Lines as nginx and Caddy write them.
class LoggedOutcomeTest {
  @Test
  void nginxIsRead() {
    String line =
        "{\"time\":\"2026-11-24T10:00:00+00:00\",\"decisionId\":\"dec_1\",\"status\":404,"
            + "\"bytes\":153,\"seconds\":\"0.012\"}";
    assertThat(LoggedOutcome.of(line)).isEqualTo(new LoggedOutcome("dec_1", 404, 153, 12_000));
  }

  @Test
  void caddyIsRead() {
    String line =
        "{\"level\":\"info\",\"ts\":1764000000.1,\"logger\":\"http.log.access\",\"msg\":\"handled"
            + " request\",\"request\":{\"method\":\"GET\"},\"bytes_read\":0,\"duration\":0.25,"
            + "\"size\":7,\"status\":200,\"resp_headers\":{\"X-Warder-Decision-Id\":[\"dec_2\"]}}";
    assertThat(LoggedOutcome.of(line)).isEqualTo(new LoggedOutcome("dec_2", 200, 7, 250_000));
  }

  @Test
  void whatIsNotToldIsLeftOut() {
    String line = "{\"decisionId\":\"dec_3\",\"status\":\"200\"}";
    LoggedOutcome outcome = Objects.requireNonNull(LoggedOutcome.of(line));
    assertThat(outcome.observation()).containsOnlyKeys("decisionId", "status");
  }

  @Test
  void callsWithoutADecisionAreNone() {
    for (String line :
        List.of(
            "{\"decisionId\":\"\",\"status\":200}",
            "{\"status\":200}",
            "{\"decisionId\":\"dec_1\",\"status\":0}",
            "{\"resp_headers\":[],\"status\":200}",
            "{\"decisionId\":\"" + "d".repeat(65) + "\",\"status\":200}")) {
      assertThat(LoggedOutcome.of(line)).as(line).isNull();
    }
  }

  @Test
  void otherLinesAreRefused() {
    for (String line :
        List.of(
            "",
            "null",
            "[]",
            "127.0.0.1 - - [24/Nov/2026] \"GET / HTTP/1.1\" 200",
            "{\"a\":1}",
            "{\"status\":\"NaN\"}",
            "[".repeat(5_000))) {
      assertThatThrownBy(() -> LoggedOutcome.of(line))
          .as(line)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
