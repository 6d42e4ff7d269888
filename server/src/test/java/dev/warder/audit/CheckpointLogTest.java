package dev.warder.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointLogTest {
  @TempDir private Path data;

  private Journal open() throws IOException {
    return Journal.open(JournalSettings.of(data, "n1"), Samples.ids(), InstantSource.system());
  }

  @Test
  void whatIsSignedAlreadyIsNotSignedAgainByARestart() throws IOException {
    try (Journal journal = open()) {
      var _ = journal.append(Samples.usual(Samples.ids().next("dec_"))).join();
    }
    Path checkpoints = data.resolve("journal").resolve(CheckpointLog.ALL);
    String before = Files.readString(checkpoints);
    open().close();
    assertThat(Files.readString(checkpoints)).isEqualTo(before);
    assertThat(JournalVerifier.verify(data, null, null)).isInstanceOf(Examination.Intact.class);
  }
}
