package dev.warder.app.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The promise of the demonstration: attacks are caught at once, and normal work goes on. Nothing
/// in it is decided by the script; the default policy and the bundled model decide.
class DemoTest {
  private static final int SOON = 5;
  private static final double HINDERED = 0.01;
  private static final Pattern CURL =
      Pattern.compile(
          "curl -i (\\S+) -H 'Authorization: (Bearer \\w+)' \\\\\\n +-H 'X-Forwarded-For: (\\S+)'"
              + " -A '([^']+)'");

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T10:00:00Z, 1",
    "2026-03-31T23:59:00Z, 2", // the clocks changed within the week
    "2027-01-01T00:00:00Z, 3",
    "2026-07-15T12:00:00Z, 20649"
  })
  void everyAttackIsCaughtSoonAndNormalCallsPass(Instant now, long seed) throws Exception {
    try (Demo demo = Demo.prepare(now, seed, 0)) {
      demo.learn(calls -> {});
      keepsThePromise(demo.once());
    }
  }

  @Test
  void thePlayIsShownAndWhatItSaysAtTheEndWorks() throws Exception {
    var printed = new ByteArrayOutputStream();
    try (Demo demo = Demo.prepare(Instant.parse("2026-11-23T10:00:00Z"), 4, 0);
        PrintStream out = new PrintStream(printed, true, UTF_8)) {
      demo.learn(calls -> {});
      Show.Pace atOnce = new Show.Pace(Duration.ZERO, Duration.ZERO);
      keepsThePromise(demo.play(out, false, atOnce));

      assertThat(printed.toString(UTF_8))
          .containsSubsequence("TIME (UTC)", "allow", "--- stolen token abroad", "RO M247", "deny")
          .contains("- country RO was never seen in", "Ctrl-C ends it");
      assertThat(statuses(printed.toString(UTF_8))).containsExactly(200, 403);
    }
  }

  @Test
  void nothingIsLeftBehind() throws Exception {
    Demo demo = Demo.prepare(Instant.parse("2026-11-23T10:00:00Z"), 5, 0);
    demo.close();

    assertThat(demo.folder()).doesNotExist();
  }

  private static void keepsThePromise(Tally tally) {
    assertThat(tally.attacks()).hasSize(5);
    tally
        .attacks()
        .forEach((name, outcome) -> {
          assertThat(outcome.caught()).as(name).isNotNull();
          assertThat(outcome.caughtAt()).as(name).isBetween(1, SOON);
        });
    assertThat(tally.verdicts()).containsKeys("allow", "step_up", "deny");
    assertThat(tally.legit()).isGreaterThan(400);
    assertThat(tally.hindered()).isLessThanOrEqualTo((int) (tally.legit() * HINDERED));
  }

  /// Does what the printed curl lines do.
  private static List<Integer> statuses(String printed) {
    Matcher lines = CURL.matcher(printed);
    return lines
        .results()
        .map(line -> {
          HttpRequest request =
              HttpRequest.newBuilder(URI.create(line.group(1)))
                  .header("Authorization", line.group(2))
                  .header("X-Forwarded-For", line.group(3))
                  .header("User-Agent", line.group(4))
                  .build();
          return HttpClient.newHttpClient()
              .sendAsync(request, BodyHandlers.discarding())
              .join()
              .statusCode();
        })
        .toList();
  }
}
