package dev.warder.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.model.Token;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was acknowledged outlives `kill -9`, whenever that comes.
class KilledProcessTest {
  private static final int ROUNDS = 3;
  private static final String CREATED = "created ";
  private static final String REVOKED = "revoked ";

  @TempDir Path data;

  @Test
  void killedProcessLosesNothingAcknowledged() throws Exception {
    List<String> acknowledged = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      int before = acknowledged.size();
      acknowledged.addAll(runUntilKilled());
      assertThat(acknowledged.size()).isGreaterThan(before);
      assertNothingIsMissing(acknowledged);
    }
  }

  /// Kills after some lines were read, and reads on: what was said before death counts too.
  private List<String> runUntilKilled() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                TokenCreatingProgram.class.getName(),
                data.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<String> lines = new ArrayList<>();
    int killAfter = ThreadLocalRandom.current().nextInt(2, 200);
    try (BufferedReader output = process.inputReader()) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        lines.add(line);
        if (lines.size() == killAfter) {
          process.toHandle().destroyForcibly(); // leaves its output readable
        }
      }
    }
    assertThat(process.waitFor()).isEqualTo(137); // by signal 9, not by an end of its own
    lines.removeLast(); // may be torn
    return lines;
  }

  private void assertNothingIsMissing(List<String> acknowledged) {
    try (SqliteDatabase database = SqliteDatabase.open(data.resolve("warder.db"))) {
      var index = new SqliteTokenStore(database).index();
      for (String line : acknowledged) {
        Token token = index.find(line.substring(CREATED.length())).orElseThrow();
        assertThat(!line.startsWith(REVOKED) || token.isRevoked()).isTrue();
      }
    }
  }
}
