package dev.warder.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warder.model.Fault;
import dev.warder.model.StartupFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  @TempDir Path data;

  private Journal open() throws IOException {
    return open(Disk.real());
  }

  private Journal open(Disk disk) throws IOException {
    JournalSettings settings = JournalSettings.of(data, "n1").withSegmentBytes(20_000);
    return Journal.open(settings, Samples.ids(), InstantSource.system(), disk);
  }

  /// Until it is so, for ten seconds at most.
  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }

  private static List<String> append(Journal journal, int count) {
    List<String> ids = new ArrayList<>();
    List<CompletableFuture<Long>> done = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(Samples.ids().next("dec_"));
      done.add(journal.append(Samples.usual(ids.getLast())));
    }
    done.forEach(CompletableFuture::join);
    return ids;
  }

  private void isIntact(long records) throws IOException {
    assertThat(JournalVerifier.verify(data, null, null))
        .isInstanceOfSatisfying(
            Examination.Intact.class,
            intact -> {
              assertThat(intact.records()).isEqualTo(records);
              assertThat(intact.selfAttested()).isTrue();
            });
  }

  @Test
  void whatIsWrittenIsFoundAgainAlsoAfterRestarts() throws IOException {
    List<String> ids = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      try (Journal journal = open()) {
        for (int i = 0; i < 4; i++) {
          ids.addAll(append(journal, 10));
        }
      }
      isIntact(ids.size());
    }
    assertThat(Segment.list(data.resolve("journal")).size()).isGreaterThan(2);
    try (JournalReader reader = JournalReader.open(data)) {
      assertThat(reader.size()).isEqualTo(120);
      assertThat(reader.forEach(7, entry -> entry.seq() < 100)).isEqualTo(101);
      Checkpoint checkpoint = reader.checkpoint().orElseThrow();
      assertThat(checkpoint.size()).isEqualTo(120);
      for (int seq = 0; seq < 120; seq++) {
        assertThat(reader.inclusion(seq, 120).leadsTo(checkpoint.root())).isTrue();
      }
      Page page =
          reader.page(
              Query.parse(Map.of("kind", "decision", "principal", "alice", "verdict", "allow")),
              OptionalLong.empty(),
              50);
      assertThat(page.entries()).hasSize(50);
      assertThat(page.entries().getFirst().seq()).isEqualTo(119);
      assertThat(reader.page(Query.ALL, page.next(), 500).entries()).hasSize(70);
      assertThat(reader.find("dec_00000000000000000000000000")).isEmpty();
    }
  }

  @Test
  void aDecisionIsFoundByItsId() throws IOException {
    try (Journal journal = open();
        JournalReader reader = JournalReader.open(data)) {
      String id = Samples.ids().next("dec_");
      dev.warder.model.Decision usual = Samples.usual(id);
      var now = java.time.Instant.now();
      journal
          .append(
              new dev.warder.model.Decision(
                  id,
                  now,
                  usual.attempt(),
                  usual.token(),
                  usual.identity(),
                  null,
                  null,
                  null,
                  null,
                  null,
                  null,
                  usual.verdict(),
                  List.of(),
                  List.of(),
                  1))
          .join();
      append(journal, 30);
      assertThat(reader.find(id).orElseThrow().id()).isEqualTo(id);
      Files.delete(data.resolve("journal/00000000000000000000.index"));
      try (JournalReader without = JournalReader.open(data)) {
        assertThat(without.size()).isEqualTo(31);
        assertThat(without.find(id).orElseThrow().id()).isEqualTo(id);
      }
    }
  }

  @Test
  void anUnfinishedLineIsCutOffAndThatIsRecorded() throws IOException {
    try (Journal journal = open()) {
      append(journal, 3);
    }
    Files.writeString(
        data.resolve("journal/00000000000000000000.jsonl"),
        "{\"seq\":3,\"id",
        StandardOpenOption.APPEND);
    isIntact(3);
    open().close();
    isIntact(4);
    try (JournalReader reader = JournalReader.open(data)) {
      Event event = reader.at(3).orElseThrow().event().orElseThrow();
      assertThat(event.kind()).isEqualTo("journal.repaired");
      assertThat(event.details()).containsEntry("bytesCut", 12L);
    }
  }

  @Test
  void aJournalThatContradictsItsCheckpointIsNotContinued() throws IOException {
    try (Journal journal = open()) {
      append(journal, 3);
    }
    Path segment = data.resolve("journal/00000000000000000000.jsonl");
    String whole = Files.readString(segment);
    Files.writeString(segment, whole.substring(0, whole.indexOf('\n') + 1));
    assertThatThrownBy(this::open)
        .isInstanceOf(Fault.Conflict.class)
        .hasMessageContaining("3 were signed");
    Files.writeString(segment, whole.replaceFirst("aws-cli", "aws-CLI"));
    assertThatThrownBy(this::open)
        .isInstanceOf(Fault.Conflict.class)
        .hasMessageContaining("audit verify");
    Files.writeString(segment, whole);
    open().close();
  }

  @Test
  void aSignedRecordThatWasChangedIsNoticedBesideAnIndexThatWasNot() throws IOException {
    try (Journal journal = open()) {
      append(journal, 3);
    }
    Path segment = data.resolve("journal/00000000000000000000.jsonl");
    String whole = Files.readString(segment);
    for (int from : new int[] {0, whole.lastIndexOf("{\"seq\":")}) {
      Path index = data.resolve("journal/00000000000000000000.index");
      byte[] entries = Files.readAllBytes(index);
      int at = whole.indexOf("aws-cli", from);
      Files.writeString(segment, whole.substring(0, at) + "AWS" + whole.substring(at + 3));
      assertThatThrownBy(this::open).isInstanceOf(Fault.Conflict.class);
      Files.writeString(segment, whole);
      Files.write(index, entries);
    }
    open().close();
    isIntact(3);
  }

  @Test
  void aDamagedIndexIsMadeAgain() throws IOException {
    for (int round = 0; round < 3; round++) {
      try (Journal journal = open()) {
        for (int i = 0; i < 5; i++) {
          append(journal, 10);
        }
      }
      Path index = data.resolve("journal/00000000000000000000.index");
      byte[] bytes = Files.readAllBytes(index);
      bytes[round == 0 ? 70 : bytes.length / 2] ^= 1;
      Files.write(index, round == 2 ? new byte[10] : bytes);
    }
    open().close();
    isIntact(150);
    try (JournalReader reader = JournalReader.open(data)) {
      assertThat(reader.inclusion(0, 150).leadsTo(reader.checkpoint().orElseThrow().root()))
          .isTrue();
    }
  }

  @Test
  void aSecondWriterIsRefused() throws IOException {
    try (Journal journal = open()) {
      assertThat(journal.healthy()).isTrue();
      assertThatThrownBy(this::open)
          .isInstanceOf(StartupFailure.class)
          .hasMessageContaining("another process");
    }
  }

  @Test
  void aFullDiskDeniesAndIsRecoveredFromWithoutGapOrDoubt() throws Exception {
    AtomicBoolean full = new AtomicBoolean();
    try (Journal journal = open(Faults.whenWriting(full))) {
      append(journal, 5);
      full.set(true);
      CompletableFuture<Long> lost = journal.append(Samples.usual("dec_lost"));
      assertThatThrownBy(lost::join).hasCauseInstanceOf(Fault.Unavailable.class);
      assertThat(journal.healthy()).isFalse();
      assertThatThrownBy(journal.append(Samples.usual("dec_lost"))::join)
          .hasCauseInstanceOf(Fault.Unavailable.class);
      full.set(false);
      await(journal::healthy);
      append(journal, 5);
    }
    isIntact(11);
    try (JournalReader reader = JournalReader.open(data)) {
      assertThat(reader.at(5).orElseThrow().kind()).isEqualTo("journal.interrupted");
      reader.forEach(
          0,
          entry -> {
            assertThat(entry.json()).doesNotContain("dec_lost");
            return true;
          });
    }
  }

  /// Also where it was time for a new segment, which cannot be opened.
  @Test
  void aDiskThatTurnsReadOnlyDeniesAndIsRecoveredFrom() throws Exception {
    AtomicBoolean readOnly = new AtomicBoolean();
    Path first = data.resolve("journal").resolve("00000000000000000000.jsonl");
    long written = 0;
    try (Journal journal = open(Faults.whenReadOnly(readOnly))) {
      while (Files.size(first) < 20_000) {
        written += append(journal, 1).size();
      }
      readOnly.set(true);
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(journal.append(Samples.usual("dec_lost"))::join)
            .hasCauseInstanceOf(Fault.Unavailable.class);
      }
      assertThat(journal.trouble()).hasValueSatisfying(why -> assertThat(why).contains("Read-o"));
      readOnly.set(false);
      await(journal::healthy);
      append(journal, 5);
    }
    isIntact(written + 6);
    assertThat(Segment.list(data.resolve("journal"))).hasSizeGreaterThan(1);
  }

  @Test
  void aQueueThatIsFullFailsAtOnceAndAHangIsNoticed() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch hang = new CountDownLatch(1);
    AtomicBoolean hanging = new AtomicBoolean();
    Disk disk = Faults.hanging(hanging, begun, hang);
    JournalSettings settings = JournalSettings.of(data, "n1").withQueue(10, 1 << 20);
    try (Journal journal = Journal.open(settings, Samples.ids(), InstantSource.system(), disk)) {
      hanging.set(true);
      List<CompletableFuture<Long>> done = new ArrayList<>();
      done.add(journal.append(Samples.usual("dec_first")));
      begun.await(); // a writer that still gathers its batch would take the queue's records too
      for (int i = 0; i < 11; i++) {
        done.add(journal.append(Samples.usual("dec_" + i)));
      }
      assertThat(done.getLast()).isCompletedExceptionally();
      assertThat(done.getFirst()).isNotDone();
      await(() -> !journal.healthy());
      hanging.set(false);
      hang.countDown();
      assertThat(done.getFirst().join()).isZero();
    }
  }
}
