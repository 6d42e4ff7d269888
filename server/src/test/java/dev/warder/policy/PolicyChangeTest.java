package dev.warder.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warder.model.Fault;
import dev.warder.store.memory.MemoryPolicyStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Changing the policies in force while the service runs.
class PolicyChangeTest {
  private final MemoryPolicyStore store = new MemoryPolicyStore();
  private final List<AppliedPolicies> heard = new ArrayList<>();
  private final PolicyEngine engine = open();

  private PolicyEngine open() {
    return open(List.of());
  }

  private PolicyEngine open(List<PolicySource> configured) {
    return PolicyEngine.open(
        store, configured, Set.of(), () -> Instant.parse("2026-11-23T10:00:00Z"), heard::add);
  }

  @Test
  void whoeverAppliesARuleThatTellsNobodyIsWarned() {
    PolicyCompiler compiler = new PolicyCompiler(Set.of(), Set.of("ops"));
    PolicyEngine knowing =
        PolicyEngine.open(store, List.of(), compiler, () -> Instant.EPOCH, heard::add);
    String rules =
        """
        rules:
          - {id: a, when: 'true', then: deny}
          - {id: b, on: incident, when: 'true', then: {notify: {targets: [ops, nobody-we-know]}}}
          - {id: c, on: incident, when: 'true', then: {notify: {}}}
        """;
    PolicySource source = new PolicySource("p.yaml", PolicyFiles.HEAD + "mode: enforce\n" + rules);
    Application.Applied applied =
        (Application.Applied) knowing.apply(List.of(source), "alice", null);
    assertThat(applied.warnings())
        .containsExactly("b tells nobody as nobody-we-know: no target of notify has that name");
  }

  private static List<PolicySource> deny(String id) {
    return List.of(
        new PolicySource(
            id + ".yaml",
            PolicyFiles.HEAD + "rules: [{id: " + id + ", when: 'true', then: deny}]\n"));
  }

  private String applied(List<PolicySource> sources) {
    assertThat(engine.apply(sources, "alice", null)).isInstanceOf(Application.Applied.class);
    return engine.revision();
  }

  @Test
  void theHistoryBeginsWithWhatWasInForceAtTheStart() {
    String first = engine.revision();
    applied(deny("a"));
    assertThat(engine.history())
        .extracting(AppliedPolicies::origin)
        .containsExactly(Origin.APPLIED, Origin.CONFIGURED);
    assertThat(engine.history().getLast().revision()).isEqualTo(first);
  }

  @Test
  void anOlderPolicyComesBackByNumberRevisionOrItsBeginning() {
    String a = applied(deny("a"));
    String b = applied(deny("b"));
    assertThat(engine.rollBack("2", "bob", b)).isInstanceOf(Application.Applied.class);
    assertThat(engine.revision()).isEqualTo(a);
    assertThat(engine.inForce().origin()).isEqualTo(Origin.ROLLED_BACK);
    assertThat(heard.getLast().actor()).isEqualTo("bob");
    engine.rollBack(b.substring(0, "sha256:".length() + 10), "bob", null);
    assertThat(engine.revision()).isEqualTo(b);
    engine.rollBack(a, "bob", null);
    assertThat(open().revision()).isEqualTo(a);
    assertThat(engine.history()).hasSize(6);
  }

  @Test
  void whatIsNotKeptCannotComeBack() {
    String before = engine.revision();
    for (String which : List.of("77", "sha256:" + "0".repeat(64), "", "sha256:", "abc")) {
      assertThatThrownBy(() -> engine.rollBack(which, "bob", null))
          .isInstanceOf(Fault.NotFound.class);
    }
    assertThatThrownBy(() -> engine.rollBack("1", "bob", "sha256:other"))
        .isInstanceOf(Fault.Stale.class);
    assertThat(engine.revision()).isEqualTo(before);
    assertThat(heard).isEmpty();
  }

  @Test
  void theFolderIsFollowedUntilSomebodyApplies() {
    assertThat(engine.follow(deny("a"), "f").orElseThrow()).isInstanceOf(Application.Applied.class);
    assertThat(engine.inForce().origin()).isEqualTo(Origin.FOLDER);
    assertThat(engine.follow(deny("a"), "f")).isEmpty();
    String lockdown = applied(deny("lockdown"));
    assertThat(engine.follow(deny("b"), "f")).isEmpty();
    assertThat(engine.revision()).isEqualTo(lockdown);
    assertThat(open(deny("b")).revision()).isEqualTo(lockdown);
  }

  @Test
  void applyingWhatTheFolderHoldsLetsItCountAgain() {
    engine.follow(deny("a"), "f");
    applied(deny("lockdown"));
    engine.follow(deny("b"), "f");
    applied(deny("b"));
    assertThat(engine.follow(deny("c"), "f").orElseThrow()).isInstanceOf(Application.Applied.class);
  }

  @Test
  void withoutAnApplicationTheConfigurationCountsAtEachStart() {
    assertThat(open(deny("a")).history().getFirst().origin()).isEqualTo(Origin.CONFIGURED);
    assertThat(open(deny("b")).active()).isEqualTo(deny("b"));
    assertThat(open(deny("b")).history()).hasSize(3);
  }

  static List<String> bad() {
    StringBuilder tooMany = new StringBuilder(PolicyFiles.HEAD + "rules:\n");
    for (int i = 0; i < 10_000; i++) {
      tooMany.append("  - {id: r").append(i).append(", when: 'true', then: deny}\n");
    }
    return List.of(
        "a: &a [x]\nb: [*a, *a]\n",
        "a: &a [*a]\n",
        PolicyFiles.HEAD + "kind: Policy\nrules: []\n",
        PolicyFiles.HEAD + "rulse: []\n",
        PolicyFiles.HEAD + "rules: [{id: r, when: 'risk.score', then: deny}]\n",
        PolicyFiles.HEAD + "rules: [{id: r, when: 'risk.scor > 3', then: deny}]\n",
        PolicyFiles.HEAD
            + "rules: [{id: r, when: 1 / rate.errors > 0, then: deny}]\n"
            + "tests: [{name: t, expect: {verdict: allow}}]\n",
        PolicyFiles.HEAD
            + "rules: [{id: r, when: subject.id == 'x', then: {throttle: {requests: 1, per: 1m}}}]\n"
            + "tests: [{name: t, expect: {verdict: throttle}}]\n",
        tooMany.toString(),
        "\u0000",
        "[".repeat(100_000),
        "");
  }

  /// In every way that a policy can change.
  @ParameterizedTest
  @MethodSource("bad")
  void aBadFileIsRefusedWithItsPlaceAndTheOldOneStaysInForce(String yaml) {
    engine.follow(deny("a"), "f");
    String before = engine.revision();
    heard.clear();
    List<PolicySource> sources = List.of(PolicyFiles.file(yaml));
    Application.Refused refused = (Application.Refused) engine.apply(sources, "alice", null);
    String told =
        refused.report().problems().isEmpty()
            ? refused.report().failures().getFirst().toString()
            : refused.report().problems().getFirst().toString();
    assertThat(told).containsPattern("p\\.yaml:\\d+:");
    assertThat(engine.rejected()).isEmpty();
    assertThat(engine.follow(sources, "f").orElseThrow()).isInstanceOf(Application.Refused.class);
    assertThat(engine.rejected()).isPresent();
    assertThat(engine.rejections()).isEqualTo(1);
    assertThat(engine.revision()).isEqualTo(before);
    assertThat(heard).isEmpty();
    engine.follow(deny("a"), "f");
    assertThat(engine.rejected()).isEmpty();
  }

  /// Two sets of two files each: a judgement by one file of each would show.
  @Test
  void noCallIsJudgedByHalfOfAnOldAndHalfOfANewSet() throws InterruptedException {
    List<PolicySource> one = new ArrayList<>(deny("a1"));
    one.addAll(deny("a2"));
    List<PolicySource> two = new ArrayList<>(deny("b1"));
    two.addAll(deny("b2"));
    String first = applied(one);
    String second = applied(two);
    AtomicInteger mixed = new AtomicInteger();
    AtomicInteger judged = new AtomicInteger();
    CountDownLatch started = new CountDownLatch(2);
    Runnable caller =
        () -> {
          started.countDown();
          for (int i = 0; i < 2_000 || judged.get() < 4_000; i++) {
            var judgement = engine.judge(SituationVariablesTest.situation());
            String rules = judgement.hits().stream().map(h -> h.rule()).toList().toString();
            boolean whole =
                judgement.revision().equals(first)
                    ? rules.equals("[a1, a2]")
                    : judgement.revision().equals(second) && rules.equals("[b1, b2]");
            mixed.addAndGet(whole ? 0 : 1);
            judged.incrementAndGet();
          }
        };
    List<Thread> callers = List.of(new Thread(caller), new Thread(caller));
    callers.forEach(Thread::start);
    started.await();
    for (int i = 0; i < 40; i++) {
      applied(i % 2 == 0 ? one : two);
    }
    for (Thread each : callers) {
      each.join();
    }
    assertThat(mixed).hasValue(0);
    assertThat(judged).hasValueGreaterThanOrEqualTo(4_000);
  }

  @Test
  void ofManyWhoChangeTheSameRevisionOneWins() throws InterruptedException {
    String before = engine.revision();
    AtomicInteger won = new AtomicInteger();
    AtomicInteger stale = new AtomicInteger();
    List<Thread> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      List<PolicySource> mine = deny("w" + i);
      all.add(
          new Thread(() -> {
            try {
              engine.apply(mine, "alice", before);
              won.incrementAndGet();
            } catch (Fault.Stale e) {
              stale.incrementAndGet();
            }
          }));
    }
    all.forEach(Thread::start);
    for (Thread each : all) {
      each.join();
    }
    assertThat(won).hasValue(1);
    assertThat(stale).hasValue(7);
    assertThat(engine.history()).hasSize(2);
  }
}
