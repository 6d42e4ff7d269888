package dev.warder.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warder.model.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Replacing the key that signs: what was signed stays signed, and the old key signs nothing new.
class KeyRotationTest {
  @TempDir Path data;

  private JournalSettings settings() {
    return JournalSettings.of(data, "n1");
  }

  private void write(int records) throws IOException {
    try (Journal journal = Journal.open(settings(), Samples.ids(), InstantSource.system())) {
      for (int i = 0; i < records; i++) {
        journal.append(Samples.usual(Samples.ids().next("dec_"))).join();
      }
    }
  }

  private VerifierKey rotate() throws IOException {
    return new KeyRotation(settings(), Samples.ids(), InstantSource.system()).run("operator");
  }

  private Checkpoint newest() throws IOException {
    return CheckpointLog.newest(data.resolve("journal")).orElseThrow();
  }

  private VerifierKeys keys() throws IOException {
    return Opening.keys(data.resolve("keys/audit.pub"));
  }

  private Examination verify(VerifierKeys keys, @Nullable Checkpoint earlier) throws IOException {
    return JournalVerifier.verify(data, keys, earlier, done -> {});
  }

  private AuditKey key() throws IOException {
    return AuditKey.open(data.resolve("keys/audit.key"), "warder/n1", new SecureRandom());
  }

  @Test
  void whatTheOldKeySignedStaysProvenAndTheChangeIsARecord() throws IOException {
    write(5);
    Checkpoint earlier = newest();
    VerifierKey old = keys().now();
    VerifierKey fresh = rotate();
    write(5);

    assertThat(keys().all()).containsExactly(fresh, old);
    assertThat(newest().isSignedBy(fresh)).isTrue();
    assertThat(newest().isSignedBy(old)).isFalse();
    assertThat(verify(keys(), earlier)).isInstanceOf(Examination.Intact.class);
    assertThat(JournalVerifier.verify(data, fresh, null)).isInstanceOf(Examination.Intact.class);
    try (JournalReader reader = JournalReader.open(data)) {
      Event told = reader.at(5).orElseThrow().event().orElseThrow();
      assertThat(told.kind()).isEqualTo(KeyRotation.KIND);
      assertThat(told.details()).containsEntry("to", fresh.toString());
    }
  }

  @Test
  void theOldKeySignsNothingThatCountsAnyMore() throws IOException {
    write(3);
    AuditKey old = key();
    rotate();
    write(2);
    Checkpoint forged = Checkpoint.signed(old, newest().size(), newest().root());
    Files.writeString(data.resolve("journal/checkpoint"), forged.note());
    assertThat(verify(keys(), null)).isInstanceOf(Examination.Broken.class);
    assertThatThrownBy(() -> write(1)).isInstanceOf(Fault.Conflict.class);
  }

  @Test
  void whatIsInterruptedBetweenTheTwoFilesIsMendedAtTheNextStart() throws IOException {
    write(3);
    String before = Files.readString(data.resolve("keys/audit.pub"));
    VerifierKey fresh = rotate();
    Files.writeString(data.resolve("keys/audit.pub"), before);
    write(1);
    assertThat(keys().now()).isEqualTo(fresh);
    assertThat(verify(keys(), null)).isInstanceOf(Examination.Intact.class);
  }

  @Test
  void anotherKeyThatSignedNothingIsRefusedAsEver() throws IOException {
    write(3);
    AuditKey.fresh(data.resolve("keys/audit.key"), "warder/n1", new SecureRandom());
    assertThatThrownBy(() -> write(1)).isInstanceOf(Fault.Conflict.class);
  }

  @Test
  void oldCheckpointsAreThinnedOutButForThoseAtTheEndsOfSegments() throws IOException {
    write(1);
    JournalSettings small = settings().withSegmentBytes(1);
    try (Journal journal = Journal.open(small, Samples.ids(), InstantSource.system())) {
      for (int i = 0; i < 4; i++) {
        journal.append(Samples.usual(Samples.ids().next("dec_"))).join();
      }
    }
    Path journal = data.resolve("journal");
    List<Long> ends = Segment.list(journal).stream().map(Segment::first).skip(1).toList();
    assertThat(ends).hasSizeGreaterThan(2);
    AuditKey key = key();
    Checkpoint last = newest();
    try (CheckpointLog log = CheckpointLog.open(journal, Disk.real(), 20_000, 5)) {
      for (int i = 0; i < 1_000; i++) {
        log.append(Checkpoint.signed(key, last.size(), last.root()));
      }
    }
    assertThat(Files.size(journal.resolve("checkpoints"))).isLessThan(30_000);
    List<Long> kept = CheckpointLog.all(journal).stream().map(Checkpoint::size).toList();
    assertThat(kept).containsAll(ends);
    assertThat(verify(keys(), null)).isInstanceOf(Examination.Intact.class);
    write(1);
  }
}
