package dev.warder.audit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.model.Assessment;
import dev.warder.model.Decision;
import dev.warder.model.Factor;
import dev.warder.model.Risk;
import dev.warder.model.Situation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reading straight from the bytes says the same as reading with care.
class SketchesTest {
  private static final int MANY = 3_000;

  @TempDir private Path data;

  @Test
  void whateverWasDecidedReadsTheSameAsWithCare() throws IOException {
    write(true, MANY);
    List<Sketch> careful = careful();
    assertThat(careful).hasSize(MANY);
    List<Sketch> quick = sketches(true);
    List<Sketch> plain = sketches(false);
    assertThat(quick).hasSize(MANY);
    for (int i = 0; i < MANY; i++) {
      assertThat(quick.get(i)).isEqualTo(careful.get(i));
      // Read with care, a record keeps its factors although nobody asked.
      assertThat(without(plain.get(i))).isEqualTo(without(careful.get(i)));
    }
  }

  /// As earlier versions wrote it.
  @Test
  void whatGoesWithoutSayingMayBeSaid() throws IOException {
    List<Decision> decisions = write(true, MANY);
    List<Sketch> shortly = sketches(true);
    Path segment = data.resolve("journal/00000000000000000000.jsonl");
    List<String> lines = new ArrayList<>(Files.readAllLines(segment));
    for (int i = 0; i < lines.size(); i++) {
      lines.set(i, Samples.inFull(decisions.get(i), lines.get(i)));
    }
    Files.write(segment, lines);
    assertThat(sketches(true)).isEqualTo(shortly);
  }

  @Test
  void anUnfinishedLastLineIsNoLine() throws IOException {
    write(false, 5);
    Path segment = data.resolve("journal/00000000000000000000.jsonl");
    Files.writeString(segment, "{\"seq\":5,\"id\":\"dec_", StandardOpenOption.APPEND);
    assertThat(sketches(false)).hasSize(5);
  }

  @Test
  void whatIsNoRecordIsToldAndTheRestIsRead() throws IOException {
    write(false, 3);
    Path segment = data.resolve("journal/00000000000000000000.jsonl");
    List<String> lines = new ArrayList<>(Files.readAllLines(segment));
    lines.set(1, lines.get(1).replace("\"score\":", "\"sc\\u006fre\" : "));
    lines.add(2, "nonsense");
    lines.add(3, "{\"seq\":9,\"kind\":\"decision\"}");
    Files.write(segment, lines);
    Collected collected = read(false);
    assertThat(collected.sketches).hasSize(3);
    assertThat(collected.unreadable).isEqualTo(2);
  }

  private List<Decision> write(boolean odd, int many) throws IOException {
    Random random = new Random(7);
    List<Decision> decisions = new ArrayList<>();
    JournalSettings settings =
        JournalSettings.of(data, "n1").withHeaders(List.of("user-agent", "accept-language"));
    try (Journal journal = Journal.open(settings, Samples.ids(), InstantSource.system())) {
      for (int i = 0; i < many; i++) {
        Decision decision =
            odd ? Samples.decision("dec_" + i, random, i % 3 == 0) : Samples.usual("dec_" + i);
        var _ = journal.append(decision).join();
        decisions.add(decision);
      }
    }
    return decisions;
  }

  private List<Sketch> careful() throws IOException {
    List<Sketch> all = new ArrayList<>();
    try (JournalReader reader = JournalReader.open(data)) {
      reader.forEach(
          0,
          entry -> {
            entry.decision().map(Sketch::of).map(SketchesTest::pointsOnly).ifPresent(all::add);
            return true;
          });
    }
    return all;
  }

  private List<Sketch> sketches(boolean factors) throws IOException {
    return read(factors).sketches.stream().map(SketchesTest::pointsOnly).toList();
  }

  private Collected read(boolean factors) throws IOException {
    Collected collected = new Collected();
    Sketches sketches = new Sketches(factors, true, Seals.none());
    try (JournalBlocks blocks = JournalBlocks.open(data, null)) {
      for (JournalBlocks.Block b = blocks.next(); b != null; b = blocks.next()) {
        sketches.read(b, collected);
      }
    }
    return collected;
  }

  @Test
  void numbersThatNobodyAsksForAreNotRead() throws IOException {
    write(false, 5);
    Collected collected = new Collected();
    Sketches sketches = new Sketches(false, false, Seals.none());
    try (JournalBlocks blocks = JournalBlocks.open(data, null)) {
      for (JournalBlocks.Block b = blocks.next(); b != null; b = blocks.next()) {
        sketches.read(b, collected);
        blocks.giveBack(b);
      }
    }
    assertThat(collected.sketches).hasSize(5);
    for (Sketch sketch : collected.sketches) {
      Risk risk = requireNonNull(sketch.situation()).assessment().risk();
      assertThat(List.of(risk.logOdds(), risk.probability(), risk.confidence()))
          .containsOnly(Double.NaN);
    }
    List<Integer> scores =
        careful().stream()
            .map(each -> requireNonNull(each.situation()).assessment().risk().score())
            .toList();
    assertThat(collected.sketches)
        .extracting(each -> requireNonNull(each.situation()).assessment().risk().score())
        .isEqualTo(scores);
  }

  private static Sketch pointsOnly(Sketch sketch) {
    return with(sketch, true);
  }

  private static Sketch without(Sketch sketch) {
    return with(sketch, false);
  }

  private static Sketch with(Sketch sketch, boolean points) {
    Situation all = sketch.situation();
    return new Sketch(
        sketch.id(),
        sketch.time(),
        sketch.verdict(),
        sketch.denial(),
        sketch.rules(),
        sketch.reasons(),
        all == null ? null : with(all, points));
  }

  private static @Nullable Situation with(Situation all, boolean points) {
    Assessment a = all.assessment();
    Risk r = a.risk();
    List<Factor> factors =
        r.factors().stream()
            .filter(f -> points)
            .map(f -> new Factor(f.name(), f.points(), new double[0]))
            .toList();
    Risk risk =
        new Risk(
            r.model(),
            r.logOdds(),
            r.probability(),
            r.score(),
            r.level(),
            r.confidence(),
            r.learned(),
            factors,
            r.missing());
    return new Situation(
        all.attempt(),
        all.identity(),
        all.route(),
        all.context(),
        new Assessment(risk, a.rates(), a.familiarity(), a.time()));
  }

  private static final class Collected implements Sketches.Reader {
    private final List<Sketch> sketches = new ArrayList<>();
    private int unreadable;

    @Override
    public void decision(Sketch sketch) {
      sketches.add(sketch);
    }

    @Override
    public void sealed() {
      throw new AssertionError("nothing is sealed");
    }

    @Override
    public void unreadable() {
      unreadable++;
    }
  }
}
