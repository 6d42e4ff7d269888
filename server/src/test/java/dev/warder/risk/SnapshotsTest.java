package dev.warder.risk;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.model.Assessment;
import dev.warder.model.Decision;
import dev.warder.model.Outcome;
import dev.warder.store.memory.MemoryProfileStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotsTest {
  @TempDir Path folder;

  @Test
  void snapshotAndTailLeadToTheSameScores() {
    World a = new World();
    new Week(a, 3).play(6, 4);
    new Snapshots(folder).write(a.engine);
    Instant later = World.MONDAY.plus(Duration.ofDays(4)).plus(Duration.ofHours(9));
    for (int i = 0; i < 200; i++) {
      World.Spot spot = i % 50 == 0 ? World.BERLIN_CAFE : World.BERLIN;
      a.call(Week.ALICE, later.plusSeconds(90L * i), spot, World.CHROME, "GET /orders/" + i % 7);
    }
    RiskEngine b = engine();
    long from = new Snapshots(folder).restore(b);
    assertThat(from).isGreaterThan(0);
    for (int seq = (int) from + 1; seq < a.journal.size(); seq++) {
      b.learn(a.journal.get(seq), seq);
    }
    for (Decision decision : a.journal.subList(0, 300)) {
      Instant time = later.plus(Duration.ofHours(6));
      assertThat(score(b, decision, time)).isEqualTo(score(a.engine, decision, time));
    }
  }

  /// Of what one record tells, a restored owner has all or nothing.
  @Test
  void allOutcomesOfARecordAreLearnedAndNoneTwice() {
    World a = new World();
    new Week(a, 3).play(2, 2);
    Decision last = a.journal.getLast();
    String token = requireNonNull(last.identity()).token().id();
    Instant time = last.attempt().time();
    List<Outcome> two =
        List.of(
            new Outcome("dec_1", time, token, 404, null, null),
            new Outcome("dec_2", time, token, 404, null, null));
    Instant soon = time.plusSeconds(1);
    int before = score(a.engine, last, soon).rates().errors();
    a.engine.learn(two, a.journal.size());
    int errors = score(a.engine, last, soon).rates().errors();
    assertThat(errors).isEqualTo(before + 2);
    new Snapshots(folder).write(a.engine);
    RiskEngine b = engine();
    new Snapshots(folder).restore(b);
    b.learn(two, a.journal.size());
    assertThat(score(b, last, soon).rates().errors()).isEqualTo(errors);
  }

  @Test
  void aDamagedSnapshotGivesWayToTheOneBefore() throws IOException {
    World a = new World();
    new Week(a, 3).play(2, 2);
    Snapshots snapshots = new Snapshots(folder);
    snapshots.write(a.engine);
    snapshots.write(a.engine);
    snapshots.write(a.engine);
    Path newest = folder.resolve("00000000000000000002.profiles");
    byte[] bytes = Files.readAllBytes(newest);
    bytes[bytes.length / 2] ^= 1;
    Files.write(newest, bytes);
    assertThat(folder.resolve("00000000000000000000.profiles")).doesNotExist();
    RiskEngine b = engine();
    new Snapshots(folder).restore(b);
    Instant time = World.MONDAY.plus(Duration.ofDays(3));
    assertThat(score(b, a.journal.getFirst(), time).risk().learned()).isPositive();
  }

  @Test
  void withoutSnapshotsAllOfTheJournalIsNeeded() {
    assertThat(new Snapshots(folder.resolve("none")).restore(engine())).isEqualTo(-1);
  }

  /// `sample.profiles` is of November 2026, when each part of a profile was an object of its own:
  /// one principal with two tokens, visits that are open, held and learned, and a word of the
  /// owner.
  @Test
  void aSnapshotIsReadAndWrittenToTheSameBytesEver() throws IOException {
    byte[] file;
    try (InputStream in = requireNonNull(getClass().getResourceAsStream("/risk/sample.profiles"))) {
      file = in.readAllBytes();
    }
    List<Owner> owners = new ArrayList<>();
    Snapshots.decode(new ByteArrayInputStream(file), owners, new HashMap<>());
    ByteArrayOutputStream again = new ByteArrayOutputStream();
    OwnerCodec.write(owners.getFirst(), new DataOutputStream(again));
    int from = 2 * Long.BYTES + Integer.BYTES;
    assertThat(owners).hasSize(1);
    assertThat(again.toByteArray())
        .isEqualTo(Arrays.copyOfRange(file, from, from + again.size()))
        .hasSizeGreaterThan(4000);
  }

  @Test
  void aSnapshotOfAnEarlierVersionIsLearnedAnewFromTheJournal() throws IOException {
    World a = new World();
    new Week(a, 3).play(2, 2);
    new Snapshots(folder).write(a.engine);
    Path file = folder.resolve("00000000000000000000.profiles");
    byte[] bytes = Files.readAllBytes(file);
    bytes[7] = '2';
    Files.write(file, bytes);
    RiskEngine b = engine();
    assertThat(new Snapshots(folder).restore(b)).isEqualTo(-1);
    assertThat(b.profiles()).isZero();
  }

  @Property(tries = 300)
  void hostileBytesAreRefused(@ForAll byte[] bytes) {
    byte[] file = new byte[bytes.length + 16];
    System.arraycopy(
        "WRDRISK3".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, file, 0, 8);
    System.arraycopy(bytes, 0, file, 16, bytes.length);
    List<Owner> owners = new ArrayList<>();
    try {
      Snapshots.decode(new ByteArrayInputStream(file), owners, new HashMap<>());
    } catch (IOException e) {
      return;
    }
    throw new AssertionError("was accepted");
  }

  private static Assessment score(RiskEngine engine, Decision like, Instant time) {
    var attempt = like.attempt();
    var moved =
        new dev.warder.model.Attempt(
            time,
            attempt.gateway(),
            attempt.credential(),
            attempt.method(),
            attempt.scheme(),
            attempt.host(),
            attempt.path(),
            attempt.source(),
            attempt.headers(),
            null);
    return engine.assess(
        requireNonNull(like.identity()),
        moved,
        requireNonNull(like.context()),
        requireNonNull(like.action()));
  }

  private static RiskEngine engine() {
    return new RiskEngine(
        ModelFile.bundled(), Levels.DEFAULT, new MemoryProfileStore(), InstantSource.system());
  }
}
