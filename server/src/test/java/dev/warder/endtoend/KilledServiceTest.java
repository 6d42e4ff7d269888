package dev.warder.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.endtoend.Load.Acknowledged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` under load: what was answered is kept, and the journal is intact, each time.
class KilledServiceTest {
  private static final int MILLIS_UNTIL_DEATH = 700;
  private static final int ROUNDS_PER_FOLDER = 10;

  @Test
  void nothingAcknowledgedIsLostAtAFewRandomMoments(@TempDir Path folder) throws IOException {
    rounds(3, folder, new Random(1));
  }

  @Test
  @Tag("conformance")
  void nothingAcknowledgedIsLostAtAHundredRandomMoments(@TempDir Path folder) throws IOException {
    for (int i = 0; i < 100 / ROUNDS_PER_FOLDER; i++) {
      Path own = Files.createDirectory(folder.resolve("run" + i));
      rounds(ROUNDS_PER_FOLDER, own, new Random(100 + i));
    }
  }

  private static void rounds(int count, Path folder, Random random) throws IOException {
    Path configuration = Gateway.EXAMPLES.resolve("warder.yaml").toRealPath();
    Set<String> decisions = new TreeSet<>();
    Set<String> tokens = new TreeSet<>();
    for (int round = 0; round < count; round++) {
      Service service = Service.start(folder, configuration);
      assertThat(missingTokens(service, tokens)).isEmpty();
      Acknowledged acknowledged =
          Load.until(service, () -> service.endsWithin(random.nextInt(MILLIS_UNTIL_DEATH)));
      assertThat(acknowledged.decisions()).isNotEmpty();
      decisions.addAll(acknowledged.decisions());
      tokens.addAll(acknowledged.tokens());
      assertThat(verify(folder)).isZero();
      assertThat(Records.of(folder.resolve("data")).ids()).containsAll(decisions);
    }
    try (Service service = Service.start(folder, configuration)) {
      assertThat(missingTokens(service, tokens)).isEmpty();
    }
    assertThat(verify(folder)).isZero();
  }

  private static List<String> missingTokens(Service service, Set<String> tokens)
      throws IOException {
    Warder admin = service.admin();
    List<String> missing = new ArrayList<>();
    for (String id : tokens) {
      if (admin.get("/v1/tokens/" + id).statusCode() != 200) {
        missing.add(id);
      }
    }
    return missing;
  }

  private static int verify(Path folder) {
    String data = folder.resolve("data").toString();
    return Service.command(folder, List.of("audit", "verify", data), List.of()).exitCode();
  }
}
