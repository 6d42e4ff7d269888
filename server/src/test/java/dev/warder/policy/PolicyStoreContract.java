package dev.warder.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every store of policies must do.
public abstract class PolicyStoreContract {
  private static final Instant TIME = Instant.parse("2026-11-23T10:00:00.123Z");

  protected abstract PolicyStore store();

  @Test
  void aNewStoreIsEmpty() {
    assertThat(store().newest()).isEmpty();
    assertThat(store().list(Long.MAX_VALUE, 10)).isEmpty();
  }

  @Test
  void whatIsAppendedComesBackWhole() {
    PolicyStore store = store();
    AppliedPolicies stored = store.append(applied("sha256:a", "a.yaml", "b.yaml"));
    assertThat(stored.number()).isEqualTo(1);
    assertThat(store.newest()).contains(stored);
    assertThat(store.find("sha256:a")).contains(stored);
    assertThat(store.find("sha256:b")).isEmpty();
  }

  @Test
  void theLastAppendedIsTheNewestEvenWhenItWasThereBefore() {
    PolicyStore store = store();
    store.append(applied("sha256:a", "a.yaml"));
    store.append(applied("sha256:b"));
    AppliedPolicies again = store.append(applied("sha256:a", "a.yaml"));
    assertThat(again.number()).isEqualTo(3);
    assertThat(store.newest()).contains(again);
    assertThat(store.find("sha256:a")).contains(again);
  }

  @Test
  void theHistoryPagesFromTheNewestBack() {
    PolicyStore store = store();
    for (String revision : List.of("a", "b", "c")) {
      store.append(applied(revision));
    }
    assertThat(store.list(Long.MAX_VALUE, 2))
        .extracting(AppliedPolicies::number)
        .containsExactly(3L, 2L);
    assertThat(store.list(2, 2)).extracting(AppliedPolicies::revision).containsExactly("a");
  }

  @Test
  void onlyTheNewestAreKept() {
    PolicyStore store = store();
    for (int i = 1; i <= PolicyStore.KEPT + 3; i++) {
      assertThat(store.append(applied("r" + i, "a.yaml")).number()).isEqualTo(i);
    }
    assertThat(store.list(Long.MAX_VALUE, 1_000)).hasSize(PolicyStore.KEPT);
    assertThat(store.list(5, 10)).extracting(AppliedPolicies::number).containsExactly(4L);
    assertThat(store.find("r3")).isEmpty();
  }

  private static AppliedPolicies applied(String revision, String... names) {
    List<PolicySource> sources =
        List.of(names).stream().map(n -> new PolicySource(n, "# " + n + " é\n")).toList();
    return new AppliedPolicies(0, revision, TIME, "alice", Origin.ROLLED_BACK, sources);
  }
}
