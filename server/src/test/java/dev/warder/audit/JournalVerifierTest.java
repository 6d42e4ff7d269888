package dev.warder.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalVerifierTest {
  private static final int RECORDS = 20;
  private static final int MUTATIONS = 10_000;
  @TempDir Path data;
  private Path segment;
  private byte[] whole;

  @BeforeEach
  void write() throws IOException {
    try (Journal journal =
        Journal.open(JournalSettings.of(data, "n1"), Samples.ids(), InstantSource.system())) {
      for (int i = 0; i < RECORDS; i++) {
        journal
            .append(new Event("evt_" + i, Instant.EPOCH, "test.done", "alice", "s", Map.of("n", i)))
            .join();
      }
    }
    segment = data.resolve("journal/00000000000000000000.jsonl");
    whole = Files.readAllBytes(segment);
  }

  private Examination verify() throws IOException {
    return JournalVerifier.verify(data, null, null);
  }

  /// The control is the journal itself: it must be found intact before and after.
  @Test
  void tenThousandMutationsAreAllDetected() throws IOException {
    Random random = new Random(42);
    assertThat(verify()).isInstanceOf(Examination.Intact.class);
    int effective = 0;
    while (effective < MUTATIONS) {
      byte[] mutated = mutate(random);
      if (!Arrays.equals(mutated, whole)) {
        effective++;
        Files.write(segment, mutated);
        assertThat(verify()).as("mutation %d", effective).isInstanceOf(Examination.Broken.class);
      }
    }
    Files.write(segment, whole);
    assertThat(verify()).isInstanceOf(Examination.Intact.class);
  }

  /// Without any one of its checks the verifier overlooks something: so this test can fail.
  @Test
  void aVerifierWithoutOneOfItsChecksIsFoundOut() throws IOException {
    Map<JournalVerifier.Check, byte[]> overlooked = new EnumMap<>(JournalVerifier.Check.class);
    List<String> lines = lines();
    lines.set(7, lines.get(7).replace("alice", "malice"));
    overlooked.put(JournalVerifier.Check.TREE, rechained(lines));
    lines = unsigned();
    lines.set(RECORDS, lines.get(RECORDS).replace("alice", "malice"));
    overlooked.put(JournalVerifier.Check.CHAIN, join(lines));
    lines = unsigned();
    lines.remove(RECORDS);
    overlooked.put(JournalVerifier.Check.NUMBER, rechained(lines));
    for (var each : overlooked.entrySet()) {
      Files.write(segment, each.getValue());
      EnumSet<JournalVerifier.Check> rest = EnumSet.complementOf(EnumSet.of(each.getKey()));
      assertThat(verify()).as("%s", each).isInstanceOf(Examination.Broken.class);
      assertThat(verify(rest)).as("%s", each).isInstanceOf(Examination.Intact.class);
    }
    Files.write(segment, whole);
    Path checkpoint = data.resolve("journal/checkpoint");
    String note = Files.readString(checkpoint);
    int signature = note.length() - 10;
    char other = note.charAt(signature) == 'A' ? 'B' : 'A';
    Files.writeString(
        checkpoint, note.substring(0, signature) + other + note.substring(signature + 1));
    assertThat(verify()).isInstanceOf(Examination.Broken.class);
    assertThat(verify(EnumSet.complementOf(EnumSet.of(JournalVerifier.Check.SIGNATURE))))
        .isInstanceOf(Examination.Intact.class);
  }

  /// The signed lines, and three that no checkpoint signs yet.
  private List<String> unsigned() {
    List<String> lines = lines();
    for (int i = RECORDS; i < RECORDS + 3; i++) {
      String line = lines.getFirst().replace("{\"seq\":0,", "{\"seq\":" + i + ",");
      lines.add(line);
    }
    return new ArrayList<>(new String(rechained(lines), StandardCharsets.UTF_8).lines().toList());
  }

  private Examination verify(EnumSet<JournalVerifier.Check> checks) throws IOException {
    return JournalVerifier.verify(data, checks);
  }

  private byte[] mutate(Random random) {
    byte[] bytes = whole.clone();
    List<String> lines = lines();
    int at = random.nextInt(RECORDS);
    int other = random.nextInt(RECORDS);
    switch (random.nextInt(6)) {
      case 0 -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 2 -> {
        lines.remove(at);
        bytes = join(lines);
      }
      case 3 -> {
        lines.add(at, lines.get(other));
        bytes = join(lines);
      }
      case 4 -> {
        Collections.swap(lines, at, other);
        bytes = join(lines);
      }
      default -> {
        lines.set(at, lines.get(at).replace("alice", "mallory"));
        bytes = rechained(lines);
      }
    }
    return bytes;
  }

  private List<String> lines() {
    return new ArrayList<>(new String(whole, StandardCharsets.UTF_8).lines().toList());
  }

  private static byte[] join(List<String> lines) {
    return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /// What somebody would do who knows how the chain is made.
  private static byte[] rechained(List<String> lines) {
    byte[] prev = Link.NO_LINE;
    List<String> fresh = new ArrayList<>();
    for (String line : lines) {
      String chained =
          line.substring(0, line.length() - Link.LENGTH)
              + new String(Link.to(prev), StandardCharsets.US_ASCII);
      fresh.add(chained);
      prev = new Sha256().of(chained.getBytes(StandardCharsets.UTF_8));
    }
    return join(fresh);
  }

  private void isBroken(List<String> lines, long seq, Examination.Damage damage)
      throws IOException {
    Files.write(segment, join(lines));
    for (boolean withIndex : new boolean[] {true, false}) {
      Path index = data.resolve("journal/00000000000000000000.index");
      Path aside = data.resolve("index.aside");
      if (!withIndex) {
        Files.move(index, aside);
      }
      assertThat(verify())
          .isInstanceOfSatisfying(
              Examination.Broken.class,
              broken -> {
                assertThat(broken.damage()).as(broken.message()).isEqualTo(damage);
                assertThat(broken.seq()).isEqualTo(seq);
              });
      if (!withIndex) {
        Files.move(aside, index);
      }
    }
  }

  @Test
  void itSaysWhatWasDone() throws IOException {
    List<String> lines = lines();
    lines.set(7, lines.get(7).replace("alice", "malice"));
    isBroken(lines, 7, Examination.Damage.CHANGED);
    lines = lines();
    lines.remove(7);
    isBroken(lines, 7, Examination.Damage.REMOVED);
    lines = lines();
    lines.add(7, lines.get(3));
    isBroken(lines, 7, Examination.Damage.INSERTED);
    lines = lines();
    Collections.swap(lines, 7, 8);
    isBroken(lines, 7, Examination.Damage.REORDERED);
    isBroken(lines().subList(0, 7), 7, Examination.Damage.TRUNCATED);
  }

  @Test
  void anOlderCopyIsFoundWithACheckpointFromElsewhere() throws IOException {
    Path copy = data.resolve("copy");
    Files.createDirectories(copy.resolve("journal"));
    for (String file :
        List.of(
            "checkpoint",
            "checkpoints",
            "00000000000000000000.index",
            "00000000000000000000.jsonl")) {
      Files.copy(data.resolve("journal").resolve(file), copy.resolve("journal").resolve(file));
    }
    VerifierKey key =
        VerifierKey.parse(Files.readString(data.resolve("keys/audit.pub"))).orElseThrow();
    try (Journal journal =
        Journal.open(JournalSettings.of(data, "n1"), Samples.ids(), InstantSource.system())) {
      journal.append(new Event("evt_x", Instant.EPOCH, "test.done", "alice", "s", Map.of())).join();
    }
    Checkpoint later =
        Checkpoint.parse(Files.readString(data.resolve("journal/checkpoint"))).orElseThrow();
    assertThat(JournalVerifier.verify(copy, key, null)).isInstanceOf(Examination.Intact.class);
    assertThat(JournalVerifier.verify(copy, key, later))
        .isInstanceOfSatisfying(
            Examination.Broken.class,
            broken -> assertThat(broken.damage()).isEqualTo(Examination.Damage.REPLACED));
  }
}
