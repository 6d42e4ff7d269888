package dev.warder.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warder.model.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What can still be proven of records that retention removed.
class RemovedProofsTest extends RetainedJournal {
  /// Whoever kept an old record or checkpoint can still show that it belongs here.
  @Test
  void whatWasRemovedIsProvenForAsLongAgainAsItWasKept() throws IOException {
    Duration hour = Duration.ofHours(1);
    Instant removed = THEN.plusSeconds(100).plus(hour);
    try (Journal journal = open()) {
      keep(journal, data, new Retention(hour, Long.MAX_VALUE, false), removed);
    }
    Checkpoint newest = checkpoint();
    try (JournalReader reader = JournalReader.open(data)) {
      assertThat(reader.first()).isBetween(70L, 101L);
      isProven(reader, 0, newest);
      List<byte[]> proof = reader.consistency(old.size(), newest.size());
      assertThat(
              MerkleTree.extendsTree(old.size(), old.root(), newest.size(), newest.root(), proof))
          .isTrue();
    }
    assertThat(verify(old)).isInstanceOf(Examination.Intact.class);
    try (Journal journal = open()) {
      keep(journal, data, new Retention(hour, Long.MAX_VALUE, false), removed.plus(hour));
    }
    try (JournalReader reader = JournalReader.open(data)) {
      Checkpoint last = checkpoint();
      assertThatThrownBy(() -> reader.inclusion(0, last.size())).isInstanceOf(Fault.NotFound.class);
      isProven(reader, reader.first(), last);
    }
    assertThat(verify(null)).isInstanceOf(Examination.Intact.class);
  }

  /// What is kept of removed records does not grow with all that ever came.
  @Test
  void theIndexCountsAsWhatItIsOf() throws IOException {
    long most = 20_000;
    try (Journal journal = open()) {
      keep(journal, data, new Retention(null, most, false), THEN);
      long kept = 0;
      long leaves = 0;
      long newest = segments().getLast().first();
      for (Path file : files()) {
        String name = file.getFileName().toString();
        boolean isIndex = name.endsWith(IndexFile.SUFFIX);
        long first =
            isIndex || name.contains(".jsonl") ? Long.parseLong(name.substring(0, 20)) : newest;
        kept += first < newest ? Files.size(file) : 0;
        leaves += isIndex && first < segments().getFirst().first() ? Files.size(file) : 0;
      }
      assertThat(leaves).isBetween(1L, most / 4);
      assertThat(kept - leaves).isBetween(most / 2, most);
    }
  }

  /// Of a removed segment only the last checkpoint can be compared then.
  @Test
  void itHoldsWithoutTheIndexToo() throws IOException {
    shrink();
    for (Path file : files()) {
      if (file.toString().endsWith(IndexFile.SUFFIX)) {
        Files.delete(file);
      }
    }
    Checkpoint newest = checkpoint();
    for (int start = 0; start < 2; start++) {
      try (JournalReader reader = JournalReader.open(data)) {
        long first = reader.first();
        isProven(reader, first, newest);
        assertThatThrownBy(() -> reader.inclusion(0, newest.size()))
            .isInstanceOf(Fault.NotFound.class);
        assertThat(reader.at(first).orElseThrow().seq()).isEqualTo(first);
      }
      try (Journal journal = open()) {
        append(journal, RECORDS + start);
      }
    }
    assertThat(verify(newest)).isInstanceOf(Examination.Intact.class);
    assertThat(verify(old))
        .isInstanceOfSatisfying(
            Examination.Broken.class,
            broken -> assertThat(broken.message()).contains("use a later one"));
    Retired.Part gone = Retired.read(data.resolve("journal")).parts().get(1);
    Checkpoint end =
        CheckpointLog.all(data.resolve("journal")).stream()
            .filter(each -> each.size() == gone.end())
            .findFirst()
            .orElseThrow();
    assertThat(verify(end)).isInstanceOf(Examination.Intact.class);
  }
}
