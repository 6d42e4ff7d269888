package dev.warder.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warder.model.Fault;
import dev.warder.model.IdSource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalDiskTest {
  @TempDir Path data;

  private Journal open(Durability durability, Disk disk) throws IOException {
    JournalSettings settings =
        JournalSettings.of(data, "n1")
            .withSegmentBytes(5_000)
            .withDurability(durability, Duration.ofMillis(50));
    return Journal.open(settings, Samples.ids(), InstantSource.system(), disk);
  }

  private static CompletableFuture<Long> append(Journal journal, int number) {
    return journal.append(
        new Event("evt_" + number, Instant.EPOCH, "test.done", "alice", "s", Map.of("n", number)));
  }

  private Examination verify() throws IOException {
    return JournalVerifier.verify(data, null, null);
  }

  @Test
  void withDiskDurabilityWhatCannotBeForcedIsNotAcknowledgedAndNotKept() throws IOException {
    AtomicBoolean broken = new AtomicBoolean();
    try (Journal journal = open(Durability.DISK, Faults.whenForcing(broken))) {
      assertThat(append(journal, 0).join()).isZero();
      broken.set(true);
      CompletableFuture<Long> lost = append(journal, 1);
      assertThatThrownBy(lost::join).hasCauseInstanceOf(Fault.Unavailable.class);
      assertThat(journal.trouble().orElse("")).contains("Input/output error");
    }
    broken.set(false);
    try (Journal journal = open(Durability.DISK, Disk.real());
        JournalReader reader = JournalReader.open(data)) {
      append(journal, 2).join();
      reader.forEach(
          0,
          entry -> {
            assertThat(entry.id()).isNotEqualTo("evt_1");
            return true;
          });
    }
    assertThat(verify()).isInstanceOf(Examination.Intact.class);
  }

  /// What is handed over after a round would otherwise wait for the next one.
  @Test
  void whoWaitsForManyRecordsIsToldAfterTheLastOfEachRoundAlsoWhereTheyFail() throws Exception {
    AtomicBoolean broken = new AtomicBoolean();
    BlockingQueue<Integer> open = new LinkedBlockingQueue<>();
    AtomicInteger waiting = new AtomicInteger();
    try (Journal journal = open(Durability.DISK, Faults.whenForcing(broken))) {
      journal.afterEachRound(() -> open.add(waiting.get()));
      for (boolean fails : List.of(false, true)) {
        broken.set(fails);
        open.clear();
        waiting.set(20);
        for (int i = 0; i < 20; i++) {
          var _ = append(journal, i).whenComplete((seq, failure) -> waiting.decrementAndGet());
        }
        int left = 20;
        while (left > 0) {
          left = Objects.requireNonNull(open.poll(30, TimeUnit.SECONDS), "never told");
        }
      }
    }
  }

  @Test
  void closedSegmentsMayBeCompressed() throws IOException {
    try (Journal journal = open(Durability.KERNEL, Disk.real())) {
      for (int i = 0; i < 100; i++) {
        append(journal, i).join();
      }
    }
    var segments = Segment.list(data.resolve("journal"));
    assertThat(segments).hasSizeGreaterThan(3);
    for (Segment segment : segments.subList(0, segments.size() - 1)) {
      Path packed = segment.file().resolveSibling(segment.name() + ".gz");
      try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
        Files.copy(segment.file(), out);
      }
      Files.delete(segment.file());
    }
    assertThat(verify()).isInstanceOf(Examination.Intact.class);
    try (Journal journal = open(Durability.KERNEL, Disk.real());
        JournalReader reader = JournalReader.open(data)) {
      assertThat(append(journal, 100).join()).isEqualTo(100);
      assertThat(reader.at(3).orElseThrow().id()).isEqualTo("evt_3");
      assertThat(reader.forEach(0, entry -> true)).isEqualTo(101);
    }
    Path first = data.resolve("journal/00000000000000000000.jsonl.gz");
    byte[] bytes = Files.readAllBytes(first);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(first))) {
      out.write("not the same\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    assertThat(verify()).isInstanceOf(Examination.Broken.class);
    Files.write(first, bytes);
    assertThat(verify()).isInstanceOf(Examination.Intact.class);
  }

  @Test
  void ofManyThousandsEachIsFoundByNumberTimeAndId() throws IOException {
    int many = 40_000;
    List<String> ids = new ArrayList<>();
    JournalSettings settings = JournalSettings.of(data, "n1").withSegmentBytes(1 << 20);
    try (Journal journal = Journal.open(settings, Samples.ids(), InstantSource.system());
        JournalReader reader = JournalReader.open(data)) {
      CompletableFuture<Long> last = CompletableFuture.completedFuture(0L);
      for (int i = 0; i < many; i++) {
        ids.add(Samples.ids().next("evt_"));
        Instant time = Instant.ofEpochMilli(IdSource.millisOf(ids.getLast()));
        last = journal.append(new Event(ids.getLast(), time, "test.done", "a", "s", Map.of()));
      }
      last.join();
      for (int seq = many - 1; seq >= 0; seq -= 997) {
        assertThat(reader.at(seq).orElseThrow().id()).isEqualTo(ids.get(seq));
        assertThat(reader.find(ids.get(seq)).orElseThrow().seq()).isEqualTo(seq);
      }
      Instant middle = reader.at(many / 2).orElseThrow().time();
      Query since = Query.parse(Map.of("principal", "a", "since", middle.toString()));
      assertThat(reader.page(since, OptionalLong.of(many / 2 + 1), 1).entries().getFirst().seq())
          .isEqualTo(many / 2);
      assertThat(reader.find(Samples.ids().next("evt_"))).isEmpty();
    }
  }

  @Test
  void itIsReadAndVerifiedBesideALiveWriter() throws IOException {
    try (Journal journal = open(Durability.KERNEL, Disk.real());
        JournalReader reader = JournalReader.open(data)) {
      CompletableFuture<Long> last = append(journal, 0);
      for (int round = 1; round <= 20; round++) {
        for (int i = 0; i < 50; i++) {
          last = append(journal, round * 50 + i);
        }
        assertThat(verify()).isInstanceOf(Examination.Intact.class);
        long seq = last.join();
        assertThat(reader.size()).isEqualTo(seq + 1);
        assertThat(reader.at(seq).orElseThrow().seq()).isEqualTo(seq);
        assertThat(reader.page(Query.ALL, OptionalLong.empty(), 10).entries()).hasSize(10);
        assertThat(reader.forEach(seq - 20, entry -> true)).isEqualTo(seq + 1);
      }
    }
  }

  @Test
  void aDamagedLineIsNamedWhereItIsReadAndWhatStandsBeforeItIsRead() throws IOException {
    try (Journal journal = open(Durability.KERNEL, Disk.real())) {
      for (int i = 0; i < 10; i++) {
        append(journal, i).join();
      }
    }
    Path segment = data.resolve("journal/00000000000000000000.jsonl");
    Files.writeString(segment, Files.readString(segment).replace("\"evt_7\"", "\"evt_7\\\""));
    try (JournalReader reader = JournalReader.open(data)) {
      AtomicBoolean reached = new AtomicBoolean();
      assertThatThrownBy(() ->
              reader.forEach(
                  0,
                  entry -> {
                    reached.set(entry.seq() == 6);
                    return true;
                  }))
          .isInstanceOf(Fault.Conflict.class)
          .hasMessageContaining("record 7 in 00000000000000000000.jsonl")
          .hasMessageContaining("audit verify");
      assertThat(reached).isTrue();
      assertThatThrownBy(() -> reader.at(7)).isInstanceOf(Fault.Conflict.class);
    }
  }
}
