package dev.warder.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.model.Principal;
import dev.warder.model.PrincipalKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// What every [ProfileStore] promises.
public abstract class ProfileStoreContract {
  private static final Principal BOB = new Principal("bob", PrincipalKind.USER);
  private static final Principal ROBOT = new Principal("bob", PrincipalKind.SERVICE);

  protected abstract ProfileStore store();

  private final ProfileStore store = store();

  @Test
  void allGetTheSameOwner() {
    assertThat(store.owner(BOB)).isSameAs(store.owner(new Principal("bob", PrincipalKind.USER)));
    assertThat(store.owner(BOB).principal()).isEqualTo(BOB);
  }

  @Test
  void principalsOfOneNameAndTwoKindsAreTwo() {
    assertThat(store.owner(BOB)).isNotSameAs(store.owner(ROBOT));
  }

  @Test
  void allGetTheSameOwnerAlsoWhenTheyAskAtOnce() throws Exception {
    Set<Owner> owners = new HashSet<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
      List<Callable<Owner>> askers = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        askers.add(() -> store.owner(BOB));
      }
      for (Future<Owner> each : pool.invokeAll(askers)) {
        owners.add(each.get());
      }
    }
    assertThat(owners).hasSize(1);
  }

  @Test
  void anUnknownTokenHasNoOwner() {
    assertThat(store.ownerOf("tok_unknown")).isEmpty();
  }

  @Test
  void aTokenBelongsToTheOwnerItWasLastBoundTo() {
    store.bind("tok_1", store.owner(BOB));
    assertThat(store.ownerOf("tok_1")).containsSame(store.owner(BOB));
    store.bind("tok_1", store.owner(ROBOT));
    assertThat(store.ownerOf("tok_1")).containsSame(store.owner(ROBOT));
  }

  @Test
  void eachOwnerIsVisitedOnce() {
    Set<Principal> all = Set.of(BOB, ROBOT, new Principal("eve", PrincipalKind.AGENT));
    all.forEach(store::owner);
    List<Principal> visited = new ArrayList<>();
    store.forEach(owner -> visited.add(owner.principal()));
    assertThat(visited).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void aRemovedOwnerIsGoneWithItsTokensAndNobodyElses() {
    Owner bob = store.owner(BOB);
    store.bind("tok_1", bob);
    store.bind("tok_2", store.owner(ROBOT));
    store.remove(bob);
    assertThat(store.ownerOf("tok_1")).isEmpty();
    assertThat(store.ownerOf("tok_2")).containsSame(store.owner(ROBOT));
    assertThat(store.owner(BOB)).isNotSameAs(bob);
  }

  @Test
  void manyComeAndGo() {
    Map<Principal, Owner> there = new HashMap<>();
    for (int i = 0; i < 5_000; i++) {
      Principal principal = new Principal(i == 0 ? "" : "p" + i, PrincipalKind.SERVICE);
      Owner owner = store.owner(principal);
      if (i % 3 == 0) {
        store.remove(owner);
        assertThat(store.find(principal)).isEmpty();
      } else {
        there.put(principal, owner);
      }
    }
    there.forEach((principal, owner) -> assertThat(store.find(principal)).containsSame(owner));
    List<Owner> visited = new ArrayList<>();
    store.forEach(visited::add);
    assertThat(visited).containsExactlyInAnyOrderElementsOf(there.values());
  }

  /// Whoever asks while others are added gets the one that there is, and never none or two.
  @Test
  void theOneOwnerIsFoundWhileTheStoreGrows() throws Exception {
    List<Principal> first = new ArrayList<>();
    List<Owner> owners = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      first.add(new Principal("first" + i, PrincipalKind.AGENT));
      owners.add(store.owner(first.getLast()));
    }
    try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
      List<Callable<Boolean>> askers = new ArrayList<>();
      for (int asker = 0; asker < 4; asker++) {
        String name = "of" + asker + "-";
        askers.add(() -> {
          boolean same = true;
          for (int i = 0; i < 20_000; i++) {
            same &= store.owner(first.get(i % 20)) == owners.get(i % 20);
            var _ = store.owner(new Principal(name + i, PrincipalKind.AGENT));
          }
          return same;
        });
      }
      for (Future<Boolean> each : pool.invokeAll(askers)) {
        assertThat(each.get()).isTrue();
      }
    }
  }

  @Test
  void removingAnOwnerThatIsNotThereLeavesItsSuccessor() {
    Owner first = store.owner(BOB);
    store.remove(first);
    Owner second = store.owner(BOB);
    store.bind("tok_1", second);
    store.remove(first);
    assertThat(store.owner(BOB)).isSameAs(second);
    assertThat(store.ownerOf("tok_1")).containsSame(second);
  }
}
