package dev.warder.stepup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// What every store of things to prove oneself with must do.
public abstract class FactorStoreContract {
  private static final Instant TIME = Instant.parse("2026-11-23T10:00:00.123Z");

  protected abstract FactorStore store();

  private static Factor factor(String id, String principal, Factor.Kind kind) {
    return new Factor(id, principal, kind, "phone", TIME, "sealed", 7);
  }

  @Test
  void whatIsAddedComesBackWhole() {
    Factor app = factor("fac_1", "alice", Factor.Kind.TOTP);
    Factor key = factor("fac_2", "alice", Factor.Kind.PASSKEY);
    store().add("alice", List.of(app, key), List.of());
    assertThat(store().of("alice")).containsExactly(app, key);
    assertThat(store().of("Alice")).isEmpty();
  }

  @Test
  void newOnesStandInForTheOldOfTheirKind() {
    Factor app = factor("fac_1", "alice", Factor.Kind.TOTP);
    Factor bobs = factor("fac_2", "bob", Factor.Kind.RECOVERY);
    Factor fresh = factor("fac_4", "alice", Factor.Kind.RECOVERY);
    store().add("alice", List.of(app, factor("fac_3", "alice", Factor.Kind.RECOVERY)), List.of());
    store().add("bob", List.of(bobs), List.of());
    store().add("alice", List.of(fresh), List.of(Factor.Kind.RECOVERY));
    assertThat(store().of("alice")).containsExactly(app, fresh);
    assertThat(store().of("bob")).containsExactly(bobs);
  }

  /// CVE-2025-55003 (OpenBao): what was used once is used once more by whoever is quick.
  @Test
  void ofManyThatUseOneAtOnceOneSucceeds() throws Exception {
    FactorStore store = store();
    Factor app = factor("fac_1", "alice", Factor.Kind.TOTP);
    store.add("alice", List.of(app), List.of());
    List<Callable<Boolean>> all = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      all.add(() -> store.advance(app, 8));
    }
    int succeeded = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<Boolean> each : threads.invokeAll(all)) {
        succeeded += each.get() ? 1 : 0;
      }
    }
    assertThat(succeeded).isEqualTo(1);
    assertThat(store.of("alice")).containsExactly(app.at(8));
  }

  @Test
  void aCounterNeverGoesBack() {
    Factor app = factor("fac_1", "alice", Factor.Kind.TOTP);
    store().add("alice", List.of(app), List.of());
    assertThat(store().advance(app, 7)).isFalse();
    assertThat(store().advance(app, 6)).isFalse();
    assertThat(store().advance(factor("fac_9", "alice", Factor.Kind.TOTP), 8)).isFalse();
  }

  /// CVE-2026-40264 (OpenBao): the id of somebody else's thing is no way to it.
  @Test
  void onlyItsOwnersThingIsRemoved() {
    Factor app = factor("fac_1", "alice", Factor.Kind.TOTP);
    store().add("alice", List.of(app), List.of());
    assertThat(store().remove("bob", "fac_1")).isFalse();
    assertThat(store().of("alice")).containsExactly(app);
    assertThat(store().remove("alice", "fac_1")).isTrue();
    assertThat(store().remove("alice", "fac_1")).isFalse();
  }
}
