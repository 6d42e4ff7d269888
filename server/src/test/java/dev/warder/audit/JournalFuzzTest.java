package dev.warder.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// Whoever can write into the journal's files can write anything.
class JournalFuzzTest {
  private static final Encoder ENCODER = new Encoder("n1", List.of("user-agent"), Seals.none());

  @FuzzTest(maxDuration = "5s")
  void anyLineIsReadOrRefused(byte[] line) {
    read(line);
  }

  @FuzzTest(maxDuration = "5s")
  void anyNoteIsReadOrRefused(byte[] note) {
    readNote(new String(note, StandardCharsets.UTF_8));
  }

  @Property
  void anyTextIsReadAsANoteOrRefused(@ForAll String note) {
    readNote(note);
  }

  @Property
  void aDamagedNoteIsReadOrRefused(@ForAll int at, @ForAll char with) {
    AuditKey key = AuditKey.ofSeed(new byte[32], "warder/n1");
    StringBuilder note = new StringBuilder(Checkpoint.signed(key, 7, new byte[32]).note());
    int place = Math.floorMod(at, note.length());
    boolean same = note.charAt(place) == with;
    note.setCharAt(place, with);
    Checkpoint.parse(note.toString())
        .ifPresent(
            read -> assertThat(read.isSignedBy(key.verifier())).as("%s", note).isEqualTo(same));
    readNote(note.toString());
  }

  /// Real records, each with a few bytes overwritten: most stay JSON and say something else.
  @Property
  void aDamagedRecordIsReadOrRefused(@ForAll long seed) {
    Random random = new Random(seed);
    JsonWriter middle = ENCODER.middle(Samples.decision("dec_1", random, true));
    String text = new String(middle.bytes(), 0, middle.length(), StandardCharsets.UTF_8);
    byte[] line = ("{\"seq\":0," + text + "}").getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(4); i >= 0; i--) {
      line[random.nextInt(line.length)] = (byte) "0-9e\"{}[],:nTX".charAt(random.nextInt(14));
    }
    read(line);
    read(Arrays.copyOf(line, random.nextInt(line.length)));
  }

  private static void read(byte[] line) {
    try {
      Entry entry = Entry.parse(line);
      assertThat(entry.label()).isNotNull();
      assertThat(entry.decision().isPresent()).isNotEqualTo(entry.event().isPresent());
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).isNotEmpty();
    }
  }

  private static void readNote(String note) {
    Checkpoint.parse(note).ifPresent(read -> assertThat(read.root()).hasSize(Sha256.LENGTH));
    try {
      Checkpoint.all(note).forEach(read -> assertThat(read.size()).isNotNegative());
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).isNotEmpty();
    }
    VerifierKey.parse(note).ifPresent(key -> assertThat(key.name()).isNotEmpty());
  }
}
