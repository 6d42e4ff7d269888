package dev.warder.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashTest {
  private static final int ROUNDS = 3;
  @TempDir Path data;

  @Test
  void killingTheProcessLosesNothingThatWasAcknowledged() throws Exception {
    Random random = new Random();
    long most = -1;
    for (int round = 0; round < ROUNDS; round++) {
      Process child =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-XX:+UseSerialGC",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Writer.class.getName(),
                  data.toString())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try (BufferedReader out = child.inputReader()) {
        int lines = 1 + random.nextInt(1000);
        String line = out.readLine();
        for (int i = 0; line != null; i++) {
          most = Math.max(most, Long.parseLong(line));
          if (i == lines) {
            child.toHandle().destroyForcibly();
          }
          line = out.readLine();
        }
      }
      assertThat(child.waitFor(10, TimeUnit.SECONDS)).isTrue();
      long acknowledged = most;
      assertThat(JournalVerifier.verify(data, null, null))
          .isInstanceOfSatisfying(
              Examination.Intact.class,
              intact -> assertThat(intact.records()).isGreaterThan(acknowledged));
    }
    assertThat(most).isGreaterThan(0);
  }

  static final class Writer {
    public static void main(String[] args) throws IOException {
      Journal journal =
          Journal.open(
              JournalSettings.of(Path.of(args[0]), "n1").withSegmentBytes(200_000),
              Samples.ids(),
              InstantSource.system());
      for (int i = 0; i < 4; i++) {
        Thread.ofPlatform()
            .start(() -> {
              while (true) {
                long seq =
                    journal
                        .append(
                            new Event(
                                "evt_1", java.time.Instant.now(), "test.done", "a", "s", Map.of()))
                        .join();
                System.out.println(seq);
              }
            });
      }
    }
  }
}
