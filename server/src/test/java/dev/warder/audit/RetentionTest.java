package dev.warder.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RetentionTest extends RetainedJournal {
  @Test
  void closedSegmentsAreCompressedAndReadAsBefore() throws IOException {
    try (Journal journal = open();
        JournalReader reader = JournalReader.open(data)) {
      assertThat(reader.at(3).orElseThrow().id()).isEqualTo("evt_3");
      keep(journal, data, new Retention(null, Long.MAX_VALUE, true), THEN);
      List<Segment> segments = segments();
      assertThat(segments.subList(0, segments.size() - 1)).allMatch(Segment::isPacked);
      assertThat(segments.getLast().isPacked()).isFalse();
      for (int seq = 0; seq < RECORDS; seq++) {
        assertThat(reader.at(seq).orElseThrow().id()).isEqualTo("evt_" + seq);
      }
      assertThat(reader.forEach(0, entry -> true)).isEqualTo(RECORDS);
      assertThat(reader.page(Query.ALL, OptionalLong.empty(), 1000).entries()).hasSize(RECORDS);
    }
    assertThat(verify(old)).isInstanceOf(Examination.Intact.class);
  }

  /// Compressing takes long on a busy machine, and the disk would go on filling.
  @Test
  void whileFarTooMuchIsThereNothingIsCompressed() throws IOException {
    Retention small = new Retention(null, 20_000, true);
    try (Journal journal = open()) {
      int before = segments().size();
      keep(journal, data, small, THEN, 1);
      assertThat(segments()).hasSize(before).noneMatch(Segment::isPacked);
      keep(journal, data, small, THEN);
      List<Segment> closed = segments().subList(0, segments().size() - 1);
      assertThat(closed).isNotEmpty().allMatch(Segment::isPacked);
      assertThat(segments()).hasSizeLessThan(before);
    }
    assertThat(verify(null)).isInstanceOf(Examination.Intact.class);
  }

  @Test
  void theOldestSegmentsGoWhereAllTakeTooMuchAndTheProofHolds() throws IOException {
    shrink();
    assertThat(verify(null)).isInstanceOf(Examination.Intact.class);
    Checkpoint newest = checkpoint();
    try (Journal journal = open();
        JournalReader reader = JournalReader.open(data)) {
      long first = reader.first();
      assertThat(first).isBetween(20L, (long) RECORDS - 1);
      assertThat(segments().getFirst().first()).isEqualTo(first);
      assertThat(reader.at(first - 1)).isEmpty();
      assertThat(reader.forEach(0, entry -> true)).isEqualTo(reader.size());
      assertThat(reader.page(Query.ALL, OptionalLong.empty(), 1000).next()).isEmpty();
      isProven(reader, first, newest);
      append(journal, RECORDS);
    }
    assertThat(verify(newest)).isInstanceOf(Examination.Intact.class);
  }

  @Test
  void segmentsGoByAge() throws IOException {
    try (Journal journal = open()) {
      keep(
          journal,
          data,
          new Retention(Duration.ofHours(1), Long.MAX_VALUE, false),
          THEN.plusSeconds(100).plus(Duration.ofHours(1)));
    }
    try (JournalReader reader = JournalReader.open(data)) {
      long first = reader.first();
      assertThat(first).isBetween(70L, 101L);
      assertThat(reader.at(first).orElseThrow().time()).isAfterOrEqualTo(THEN.plusSeconds(70));
    }
    assertThat(verify(old)).isInstanceOf(Examination.Intact.class);
  }

  /// Whoever takes the oldest records away can compute what retention would leave of them.
  @Test
  void removingRecordsAsRetentionWouldIsSeenWhereNoRecordTellsOfIt() throws IOException {
    Removal removal = new Removal(data.resolve("journal"), Disk.real());
    Holdings holdings = Holdings.of(data.resolve("journal"));
    Segment oldest = holdings.segments().getFirst();
    long end = removal.end(holdings, oldest);
    removal.remove(new Retired(List.of(removal.part(oldest, Link.NO_LINE, end))));
    assertThat(verify(null))
        .isInstanceOfSatisfying(
            Examination.Broken.class,
            broken -> {
              assertThat(broken.damage()).isEqualTo(Examination.Damage.REMOVED);
              assertThat(broken.seq()).isZero();
            });
  }

  @Test
  void whatStandsForRemovedRecordsCannotBeChanged() throws IOException {
    shrink();
    Path retired = data.resolve("journal/retired");
    String text = Files.readString(retired);
    List<String> lines = new ArrayList<>(text.lines().toList());
    int root = lines.getFirst().indexOf("\"roots\":[\"") + "\"roots\":[\"".length();
    char other = lines.getFirst().charAt(root) == 'a' ? 'b' : 'a';
    Files.writeString(retired, text.substring(0, root) + other + text.substring(root + 1));
    assertThat(verify(null)).isInstanceOf(Examination.Broken.class);
    Files.writeString(retired, String.join("\n", lines.subList(1, lines.size())) + "\n");
    assertThat(verify(null)).isInstanceOf(Examination.Broken.class);
    Files.writeString(retired, String.join("\n", lines.subList(0, lines.size() - 1)) + "\n");
    assertThat(verify(null)).isInstanceOf(Examination.Broken.class);
    Files.delete(retired);
    assertThat(verify(null)).isInstanceOf(Examination.Broken.class);
    Files.writeString(retired, text);
    assertThat(verify(null)).isInstanceOf(Examination.Intact.class);
  }

  /// Evidence of tampering is not tidied away.
  @Test
  void aSegmentThatWasChangedStays() throws IOException {
    Path segment = segments().getFirst().file();
    Files.writeString(segment, Files.readString(segment).replaceFirst("alice", "malice"));
    try (Journal journal = open()) {
      assertThatThrownBy(() -> keep(journal, data, new Retention(null, 3_000, false), THEN))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("record 0 is not the one that was written");
    }
    assertThat(segment).exists();
  }
}
