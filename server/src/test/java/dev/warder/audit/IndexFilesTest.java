package dev.warder.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// The index is a convenience, also for who has it open.
class IndexFilesTest extends RetainedJournal {
  private List<Path> indexes() throws IOException {
    return files().stream()
        .filter(file -> file.toString().endsWith(IndexFile.SUFFIX))
        .sorted()
        .toList();
  }

  private void readsOnWithout(List<Path> gone) throws IOException {
    try (Journal journal = open();
        JournalReader reader = JournalReader.open(data)) {
      isProven(reader, 0, checkpoint());
      for (Path each : gone) {
        Files.delete(each);
      }
      append(journal, RECORDS);
      for (int seq = 0; seq < RECORDS; seq++) {
        assertThat(reader.at(seq).orElseThrow().id()).isEqualTo("evt_" + seq);
      }
      isProven(reader, 0, checkpoint());
      assertThat(reader.page(Query.ALL, OptionalLong.empty(), 1).entries().getFirst().id())
          .isEqualTo("evt_" + RECORDS);
    }
    assertThat(verify(old)).isInstanceOf(Examination.Intact.class);
  }

  @Test
  void aReaderGoesOnWhereTheOldestIsTakenAway() throws IOException {
    readsOnWithout(indexes().subList(0, 1));
  }

  @Test
  void aReaderGoesOnWhereOneInTheMiddleIsTakenAway() throws IOException {
    readsOnWithout(indexes().subList(3, 4));
  }

  @Test
  void aReaderGoesOnWhereAllAreTakenAway() throws IOException {
    readsOnWithout(indexes());
  }

  @Test
  void whatIsNoSegmentsIsTidiedAwayAtTheNextStart() throws IOException {
    Path stray = Segment.in(data.resolve("journal"), 7).index();
    Files.copy(indexes().getFirst(), stray);
    open().close();
    assertThat(stray).doesNotExist();
    try (JournalReader reader = JournalReader.open(data)) {
      isProven(reader, 0, checkpoint());
    }
  }
}
