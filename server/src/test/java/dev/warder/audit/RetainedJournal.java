package dev.warder.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A journal of many small segments, and retention at work on it.
abstract class RetainedJournal {
  static final int RECORDS = 300;
  static final Instant THEN = Instant.parse("2026-11-23T10:00:00Z");

  @TempDir Path data;
  Checkpoint old;

  @BeforeEach
  void write() throws IOException {
    try (Journal journal = open()) {
      for (int i = 0; i < 20; i++) {
        append(journal, i);
      }
    }
    old = checkpoint();
    try (Journal journal = open()) {
      for (int i = 20; i < RECORDS; i++) {
        append(journal, i);
      }
    }
  }

  Journal open() throws IOException {
    JournalSettings settings = JournalSettings.of(data, "n1").withSegmentBytes(5_000);
    return Journal.open(settings, Samples.ids(), InstantSource.system());
  }

  static void append(Journal journal, int number) {
    Instant time = THEN.plusSeconds(number);
    journal
        .append(new Event("evt_" + number, time, "test.done", "alice", "s", java.util.Map.of()))
        .join();
  }

  Checkpoint checkpoint() throws IOException {
    return Checkpoint.parse(Files.readString(data.resolve("journal/checkpoint"))).orElseThrow();
  }

  Examination verify(@Nullable Checkpoint earlier) throws IOException {
    VerifierKey key =
        VerifierKey.parse(Files.readString(data.resolve("keys/audit.pub"))).orElseThrow();
    return JournalVerifier.verify(data, key, earlier);
  }

  static void keep(Journal journal, Path data, Retention retention, Instant now)
      throws IOException {
    keep(journal, data, retention, now, 60);
  }

  static void keep(Journal journal, Path data, Retention retention, Instant now, int rounds)
      throws IOException {
    Upkeep.Teller teller =
        (records, because) ->
            journal.append(
                new Event(
                    "evt_told" + records,
                    THEN.plusSeconds(RECORDS),
                    Retention.KIND,
                    "system",
                    "journal",
                    Retention.details(records, because)));
    Upkeep upkeep =
        new Upkeep(
            data.resolve("journal"),
            Disk.real(),
            retention,
            () -> Long.MAX_VALUE,
            (records, because) -> {
              var told = teller.tell(records, because);
              told.join();
              return told;
            },
            InstantSource.fixed(now));
    for (int round = 0; round < rounds; round++) {
      upkeep.round();
    }
  }

  void shrink() throws IOException {
    try (Journal journal = open()) {
      keep(journal, data, new Retention(null, 3_000, true), THEN);
    }
  }

  List<Segment> segments() throws IOException {
    return Segment.list(data.resolve("journal"));
  }

  static void isProven(JournalReader reader, long first, Checkpoint newest) throws IOException {
    for (long seq = first; seq < newest.size(); seq++) {
      InclusionProof proof = reader.inclusion(seq, newest.size());
      assertThat(MerkleTree.includes(proof.leaf(), seq, newest.size(), proof.path(), newest.root()))
          .isTrue();
    }
  }

  List<Path> files() throws IOException {
    try (var files = Files.list(data.resolve("journal"))) {
      return files.toList();
    }
  }
}
