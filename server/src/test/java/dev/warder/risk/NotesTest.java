package dev.warder.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.model.Identity;
import dev.warder.model.Principal;
import dev.warder.model.PrincipalKind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A principal's object notes where its history is. Whatever stands there, a call is held against
/// the history that its own engine has of this principal now.
@Timeout(60)
class NotesTest {
  private static final Instant NOON = World.MONDAY.plus(Duration.ofHours(12));
  private static final Duration A_VISIT = Duration.ofMinutes(20);

  private final World world = new World();
  private final Identity bob = bob();

  @TempDir Path folder;

  @Test
  void whatAnotherEngineKnowsIsNotTaken() {
    World other = new World();
    call(world, bob, NOON);
    assertThat(learned(other, bob, NOON.plus(A_VISIT))).isZero();
    assertThat(learned(world, bob, NOON.plus(A_VISIT))).isEqualTo(1);
    assertThat(learned(other, bob, NOON.plus(A_VISIT))).isZero();
  }

  @Test
  void theForgottenStartAnewThoughTheSameObjectAsks() {
    call(world, bob, NOON);
    assertThat(learned(world, bob, NOON.plus(A_VISIT))).isEqualTo(1);
    world.engine.forget(bob().principal(), world.seq++);
    assertThat(learned(world, bob, NOON.plus(A_VISIT))).isZero();
    call(world, bob, NOON.plus(A_VISIT));
    assertThat(learned(world, bob, NOON.plus(A_VISIT).plus(A_VISIT))).isEqualTo(1);
    assertThat(owners(world)).hasSize(1);
  }

  @Test
  void equalObjectsShareAHistory() {
    Identity again = bob();
    for (int i = 0; i < 6; i++) {
      Identity who = i % 3 == 0 ? bob : i % 3 == 1 ? again : bob();
      call(world, who, NOON.plus(A_VISIT.multipliedBy(i)));
    }
    Instant after = NOON.plus(A_VISIT.multipliedBy(6));
    assertThat(learned(world, bob, after)).isEqualTo(learned(world, again, after)).isPositive();
    assertThat(owners(world)).hasSize(1);
    world.engine.forget(again.principal(), world.seq++);
    assertThat(learned(world, bob, after)).isZero();
    assertThat(learned(world, again, after)).isZero();
    assertThat(owners(world)).hasSize(1);
  }

  /// The objects outlive the engine that wrote the snapshot, as they would not in life.
  @Test
  void whatASnapshotBringsIsFoundByObjectsThatNoteSomethingElse() {
    call(world, bob, NOON);
    assertThat(learned(world, bob, NOON.plus(A_VISIT))).isEqualTo(1);
    Snapshots snapshots = new Snapshots(folder);
    snapshots.write(world.engine);
    World next = new World();
    snapshots.restore(next.engine);
    for (int i = 0; i < 3; i++) {
      assertThat(learned(next, bob, NOON.plus(A_VISIT))).isEqualTo(1);
    }
    next.engine.forget(bob.principal(), Long.MAX_VALUE);
    assertThat(learned(next, bob, NOON.plus(A_VISIT))).isZero();
    assertThat(learned(world, bob, NOON.plus(A_VISIT))).isEqualTo(1);
  }

  @Test
  void amidForgettingAllObjectsLeadToTheOneHistory() throws Exception {
    List<Identity> objects = List.of(bob, bob(), bob());
    List<Callable<Void>> threads = new ArrayList<>();
    for (int thread = 0; thread < 4; thread++) {
      int first = thread;
      threads.add(() -> {
        for (int i = 0; i < 3000; i++) {
          Identity who = objects.get((first + i / 2) % objects.size());
          if (first == 0 && i % 5 == 0) {
            world.engine.forget(who.principal(), Long.MAX_VALUE);
          } else {
            learned(world, who, NOON);
          }
        }
        return null;
      });
    }
    try (ExecutorService pool = Executors.newFixedThreadPool(threads.size())) {
      for (Future<Void> each : pool.invokeAll(threads)) {
        each.get();
      }
    }
    call(world, bob, NOON);
    for (Identity who : objects) {
      assertThat(learned(world, who, NOON.plus(A_VISIT))).isEqualTo(1);
      assertThat(world.store.owner(who.principal())).isSameAs(owners(world).getFirst());
    }
    assertThat(owners(world)).hasSize(1);
  }

  @Test
  void aNoteIsNoPartOfThePrincipal() {
    call(world, bob, NOON);
    Principal fresh = bob().principal();
    assertThat(bob.principal().note()).isNotNull();
    assertThat(bob.principal()).isEqualTo(fresh).hasSameHashCodeAs(fresh).hasToString("" + fresh);
    assertThat(fresh).isNotEqualTo(new Principal("bob", PrincipalKind.SERVICE));
  }

  private static Identity bob() {
    return World.identity("bob", PrincipalKind.USER);
  }

  private static void call(World world, Identity who, Instant time) {
    world.call(who, time, World.BERLIN, World.CHROME, "GET /orders");
  }

  private static long learned(World world, Identity who, Instant time) {
    return world.score(who, time, World.BERLIN, World.CHROME, "GET /orders").risk().learned();
  }

  private static List<Owner> owners(World world) {
    List<Owner> all = new ArrayList<>();
    world.store.forEach(all::add);
    return all;
  }
}
