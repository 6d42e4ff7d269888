package dev.warder.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.audit.Examination;
import dev.warder.audit.JournalVerifier;
import dev.warder.endtoend.Load.Acknowledged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` under load: what was answered is kept, and the journal is intact, each time.
class KilledServiceTest {
  private static final int MILLIS_UNTIL_DEATH = 400;
  private static final int ROUNDS_PER_FOLDER = 10;

  @Test
  void nothingAcknowledgedIsLostAtAFewRandomMoments(@TempDir Path folder) throws IOException {
    assertThat(rounds(3, folder, new Random(1))).isPositive();
  }

  @Test
  @Tag("conformance")
  void nothingAcknowledgedIsLostAtAHundredRandomMoments(@TempDir Path folder) throws Exception {
    try (ExecutorService two = Executors.newFixedThreadPool(2)) {
      List<Callable<Integer>> folders = new ArrayList<>();
      for (int i = 0; i < 100 / ROUNDS_PER_FOLDER; i++) {
        Path own = Files.createDirectory(folder.resolve("run" + i));
        Random random = new Random(100 + i);
        folders.add(() -> rounds(ROUNDS_PER_FOLDER, own, random));
      }
      for (Future<Integer> done : two.invokeAll(folders)) {
        assertThat(done.get()).isPositive();
      }
    }
  }

  /// @return how many decisions were answered, all of which are there
  private static int rounds(int count, Path folder, Random random) throws IOException {
    Path configuration = Gateway.EXAMPLES.resolve("warder.yaml").toRealPath();
    Set<String> decisions = new TreeSet<>();
    Set<String> tokens = new TreeSet<>();
    for (int round = 0; round < count; round++) {
      Service service = Service.answering(folder, configuration);
      assertThat(service.admin().tokensOf(Load.MADE)).containsAll(tokens);
      Acknowledged acknowledged =
          Load.until(service, () -> service.endsWithin(random.nextInt(MILLIS_UNTIL_DEATH)));
      assertThat(acknowledged.decisions()).isNotEmpty();
      decisions.addAll(acknowledged.decisions());
      tokens.addAll(acknowledged.tokens());
      assertThat(examined(folder)).isInstanceOf(Examination.Intact.class);
      assertThat(Records.of(folder.resolve("data")).ids()).containsAll(decisions);
    }
    try (Service service = Service.answering(folder, configuration)) {
      assertThat(service.admin().tokensOf(Load.MADE)).containsAll(tokens);
    }
    assertThat(examined(folder)).isInstanceOf(Examination.Intact.class);
    return decisions.size();
  }

  /// What `audit verify` says: from the files alone, while the tail is still torn.
  private static Examination examined(Path folder) throws IOException {
    return JournalVerifier.verify(folder.resolve("data"), null, null);
  }
}
