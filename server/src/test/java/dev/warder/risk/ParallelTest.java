package dev.warder.risk;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.model.Decision;
import dev.warder.model.Identity;
import dev.warder.model.PrincipalKind;
import dev.warder.store.memory.MemoryProfileStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Many calls at once: nothing is lost, nothing locks up.
@Timeout(120)
class ParallelTest {
  private static final int THREADS = 8;
  private static final Instant NOON = World.MONDAY.plus(Duration.ofHours(12));

  private final World world = new World();
  private final AtomicLong seq = new AtomicLong();

  @TempDir Path folder;

  @Test
  void callsOfOnePrincipalAreAllCounted() throws Exception {
    Identity bob = World.identity("bob", PrincipalKind.USER);
    Decision template = sample(bob);
    int each = 5000;
    together(thread -> {
      for (int i = 0; i < each; i++) {
        assess(template);
        world.engine.learn(template, seq.getAndIncrement());
      }
    });
    int perMinute =
        world.score(bob, NOON, World.BERLIN, World.CHROME, "GET /orders").rates().perMinute();
    assertThat(perMinute).isEqualTo(THREADS * each + 1);
  }

  @Test
  void callsOfManyPrincipalsAreAllLearned() throws Exception {
    int people = 400;
    List<Decision> decisions = new ArrayList<>();
    for (int i = 0; i < people; i++) {
      decisions.add(sample(World.identity("p" + i, PrincipalKind.USER)));
    }
    AtomicInteger next = new AtomicInteger();
    together(thread -> {
      for (int i = next.getAndIncrement(); i < people; i = next.getAndIncrement()) {
        assess(decisions.get(i));
        world.engine.learn(decisions.get(i), seq.getAndIncrement());
      }
    });
    Instant later = NOON.plus(Duration.ofMinutes(20));
    double before = 0;
    for (Decision decision : decisions) {
      Identity who = requireNonNull(decision.identity());
      var risk = world.score(who, later, World.BERLIN, World.CHROME, "GET /orders").risk();
      assertThat(risk.learned()).isEqualTo(1);
      before = risk.factors().get(1).inputs()[ChainTerm.LEVELS + ChainTerm.CROWD];
    }
    // All hold the same country, and each was counted once: n of n + 1 value + 1.
    assertThat(before).isEqualTo((double) people / (people + 2));
  }

  @Test
  void forgettingAndSweepingAmidCallsLocksNothingUp() throws Exception {
    List<Decision> decisions = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      decisions.add(sample(World.identity("p" + i, PrincipalKind.USER)));
    }
    together(thread -> {
      for (int i = 0; i < 2000; i++) {
        Decision decision = decisions.get((i * 7 + thread) % decisions.size());
        if (thread == 0) {
          world.engine.forget(requireNonNull(decision.identity()).principal(), Long.MAX_VALUE);
        } else if (thread == 1) {
          world.engine.sweep();
        } else {
          assess(decision);
          world.engine.learn(decision, seq.getAndIncrement());
        }
      }
    });
    for (Decision decision : decisions) {
      world.engine.forget(requireNonNull(decision.identity()).principal(), Long.MAX_VALUE);
    }
    List<Owner> left = new ArrayList<>();
    world.store.forEach(left::add);
    assertThat(left).isEmpty();
  }

  /// A snapshot taken amid traffic, and the records after the one that it claims, lead to the state
  /// that all records lead to.
  @Test
  void aSnapshotAmidTrafficAndTheTailGiveTheSameState() throws Exception {
    World source = new World();
    new Week(source, 5).play(8, 6);
    List<Decision> journal = source.journal;
    Snapshots snapshots = new Snapshots(folder);
    RiskEngine live = engine();
    int written = 0;
    try (ExecutorService one = Executors.newSingleThreadExecutor()) {
      Future<?> traffic =
          one.submit(() -> {
            for (int i = 0; i < journal.size(); i++) {
              live.learn(journal.get(i), i);
            }
          });
      while (!traffic.isDone() || written == 0) {
        snapshots.write(live);
        written++;
        if (written == 3) {
          break;
        }
      }
      traffic.get(60, TimeUnit.SECONDS);
    }
    RiskEngine restored = engine();
    long from = snapshots.restore(restored);
    for (int i = (int) from + 1; i < journal.size(); i++) {
      restored.learn(journal.get(i), i);
    }
    Instant later = World.MONDAY.plus(Duration.ofDays(6)).plus(Duration.ofHours(9));
    for (Decision decision : journal.subList(journal.size() - 400, journal.size())) {
      assertThat(assess(restored, decision, later)).isEqualTo(assess(live, decision, later));
    }
  }

  private static RiskEngine engine() {
    return new RiskEngine(
        ModelFile.bundled(), Levels.DEFAULT, new MemoryProfileStore(), InstantSource.system());
  }

  private static Object assess(RiskEngine engine, Decision decision, Instant time) {
    return engine.assess(
        requireNonNull(decision.identity()),
        World.attempt(time, World.BERLIN, World.CHROME, "GET /orders"),
        requireNonNull(decision.context()),
        requireNonNull(decision.action()));
  }

  private void assess(Decision decision) {
    var _ = assess(world.engine, decision, decision.attempt().time());
  }

  /// One decision as the world would record it, learned nowhere yet.
  private static Decision sample(Identity who) {
    World once = new World();
    once.call(who, NOON, World.BERLIN, World.CHROME, "GET /orders");
    return once.journal.getFirst();
  }

  private interface Work {
    void run(int thread);
  }

  private static void together(Work work) throws Exception {
    try (ExecutorService pool = Executors.newFixedThreadPool(THREADS)) {
      List<Callable<Void>> all = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int thread = i;
        all.add(() -> {
          work.run(thread);
          return null;
        });
      }
      for (Future<Void> each : pool.invokeAll(all)) {
        each.get();
      }
    }
  }
}
