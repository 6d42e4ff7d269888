package dev.warder.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Searches, proofs and retention need the index; a disk that was full must not cost a restart.
class IndexWriterTest {
  @TempDir Path data;
  private final AtomicBoolean full = new AtomicBoolean();

  private Journal open() throws IOException {
    JournalSettings settings =
        JournalSettings.of(data, "n1")
            .withSegmentBytes(5_000)
            .withDurability(Durability.KERNEL, Duration.ofMillis(50));
    return Journal.open(settings, Samples.ids(), InstantSource.system(), Faults.whenIndexing(full));
  }

  private static void append(Journal journal, int number) {
    journal
        .append(new Event("evt_" + number, Instant.EPOCH, "test.done", "alice", "s", Map.of()))
        .join();
  }

  private long indexed() throws IOException {
    try (IndexFile index = IndexFile.open(data.resolve("journal"))) {
      return index.end(0);
    }
  }

  @Test
  void whatCouldNotBeWrittenIsMadeUpForAlsoOfSegmentsThatEndedMeanwhile() throws IOException {
    int many = 100;
    try (Journal journal = open();
        JournalReader reader = JournalReader.open(data)) {
      append(journal, 0);
      full.set(true);
      for (int i = 1; i < many; i++) {
        append(journal, i);
      }
      assertThat(Segment.list(data.resolve("journal"))).hasSizeGreaterThan(3);
      assertThat(reader.size()).isEqualTo(many);
      assertThat(indexed()).isLessThan(many / 2);
      full.set(false);
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      for (int next = many; indexed() < many && System.nanoTime() < end; next++) {
        append(journal, next);
      }
      assertThat(indexed()).isGreaterThanOrEqualTo(many);
      for (int seq = 0; seq < many; seq++) {
        assertThat(reader.at(seq).orElseThrow().id()).isEqualTo("evt_" + seq);
      }
      RetainedJournal.keep(journal, data, new Retention(null, 1, false), Instant.EPOCH);
      assertThat(reader.first()).isGreaterThanOrEqualTo(many / 2);
    }
    assertThat(JournalVerifier.verify(data, null, null)).isInstanceOf(Examination.Intact.class);
  }

  @Test
  void whatIsOwedAtTheEndIsMadeUpForAtTheNextStart() throws IOException {
    try (Journal journal = open()) {
      full.set(true);
      for (int i = 0; i < 100; i++) {
        append(journal, i);
      }
    }
    full.set(false);
    assertThat(indexed()).isLessThan(50);
    open().close();
    assertThat(indexed()).isEqualTo(100);
  }

  @Test
  void whatIsOwedIsBounded() throws IOException {
    Path folder = Files.createDirectories(data.resolve("journal"));
    Segment segment = Segment.in(folder, 0);
    IndexWriter index = new IndexWriter(Faults.whenIndexing(full), segment, 0);
    ByteBuffer entries = ByteBuffer.allocate(1 << 20);
    full.set(true);
    for (int i = 0; i < 20; i++) {
      index.write(entries);
    }
    full.set(false);
    index.roll(Segment.in(folder, 7));
    index.write(entries);
    index.close();
    assertThat(Files.size(segment.index())).isLessThan(entries.capacity());
    assertThat(Segment.in(folder, 7).index()).doesNotExist();
  }
}
