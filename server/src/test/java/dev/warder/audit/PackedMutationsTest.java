package dev.warder.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.audit.Examination.Damage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Mutations of a journal whose older segments are compressed, and whose oldest retention removed.
@Tag("conformance")
class PackedMutationsTest {
  private static final int MUTATIONS = 2_000;
  private static final int RECORDS = 200;
  private static final Instant THEN = Instant.parse("2026-11-23T10:00:00Z");

  @TempDir Path data;
  private final Random random = new Random(7);

  @BeforeEach
  void write() throws IOException {
    JournalSettings settings =
        JournalSettings.of(data, "n1")
            .withSegmentBytes(5_000)
            .withRetention(new Retention(Duration.ofDays(3_650), 30_000, true));
    try (Journal journal = Journal.open(settings, Samples.ids(), InstantSource.system())) {
      for (int i = 0; i < RECORDS; i++) {
        Instant time = THEN.plusSeconds(i);
        journal
            .append(new Event("evt_" + i, time, "test.done", "alice", "s", Map.of("n", i)))
            .join();
      }
    }
    try (Journal journal = Journal.open(settings, Samples.ids(), InstantSource.system())) {
      long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (packed().size() < 2 || Files.notExists(data.resolve("journal/retired"))) {
        journal.upkeep().round();
        assertThat(System.nanoTime())
            .as(
                "segments must be packed and retired: %s",
                Arrays.toString(data.resolve("journal").toFile().list()))
            .isLessThan(end);
      }
    }
  }

  private List<Path> packed() throws IOException {
    List<Path> packed = new ArrayList<>();
    for (Segment segment : Segment.list(data.resolve("journal"))) {
      if (segment.isPacked()) {
        packed.add(segment.file());
      }
    }
    return packed;
  }

  private Examination verify() throws IOException {
    return JournalVerifier.verify(data, null, null);
  }

  /// The control is the journal itself: it must be found intact before and after.
  @Test
  void noneOfThemIsOverlooked() throws IOException {
    assertThat(verify()).isInstanceOf(Examination.Intact.class);
    Set<Damage> named = EnumSet.noneOf(Damage.class);
    for (int done = 0; done < MUTATIONS; ) {
      List<Path> segments = packed();
      Path file = segments.get(random.nextInt(segments.size()));
      byte[] whole = Files.readAllBytes(file);
      byte[] mutated = mutate(whole);
      if (mutated == null) {
        continue;
      }
      Files.write(file, mutated);
      assertThat(verify())
          .as("mutation %d of %s", done, file)
          .isInstanceOfSatisfying(Examination.Broken.class, broken -> named.add(broken.damage()));
      Files.write(file, whole);
      done++;
    }
    assertThat(named).contains(Damage.CHANGED, Damage.REMOVED, Damage.INSERTED, Damage.REORDERED);
    assertThat(verify()).isInstanceOf(Examination.Intact.class);
  }

  /// @return absent where it makes no difference to what is read
  private byte @Nullable [] mutate(byte[] whole) throws IOException {
    byte[] plain = unpack(whole);
    List<String> lines =
        new ArrayList<>(new String(plain, StandardCharsets.UTF_8).lines().toList());
    int at = random.nextInt(lines.size());
    int other = random.nextInt(lines.size());
    switch (random.nextInt(6)) {
      case 0 -> {
        byte[] bytes = whole.clone();
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        return reads(bytes, plain) ? null : bytes;
      }
      case 1 -> {
        return Arrays.copyOf(whole, random.nextInt(whole.length / 2));
      }
      case 2 -> lines.remove(at);
      case 3 -> lines.add(at, lines.get(other));
      case 4 -> Collections.swap(lines, at, other);
      default -> lines.set(at, lines.get(at).replace("alice", "malice"));
    }
    byte[] changed = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    return Arrays.equals(changed, plain) ? null : pack(changed);
  }

  private static boolean reads(byte[] packed, byte[] plain) {
    try {
      return Arrays.equals(unpack(packed), plain);
    } catch (IOException e) {
      return false;
    }
  }

  private static byte[] unpack(byte[] packed) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return in.readAllBytes();
    }
  }

  private static byte[] pack(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  @Test
  void whatStandsForWhatRetentionRemovedCannotBeChanged() throws IOException {
    Path retired = data.resolve("journal/retired");
    String whole = Files.readString(retired);
    int from = whole.indexOf("\"roots\":[\"") + 10;
    for (int i = 0; i < 64; i++) {
      char digit = whole.charAt(from + i);
      String changed =
          whole.substring(0, from + i) + (digit == '0' ? '1' : '0') + whole.substring(from + i + 1);
      Files.writeString(retired, changed);
      assertThat(verify()).as("digit %d", i).isInstanceOf(Examination.Broken.class);
    }
    Files.delete(retired);
    assertThat(verify()).isInstanceOf(Examination.Broken.class);
    Files.writeString(retired, whole);
    assertThat(verify()).isInstanceOf(Examination.Intact.class);
    Files.delete(packed().getFirst());
    assertThat(verify()).isInstanceOf(Examination.Broken.class);
  }
}
