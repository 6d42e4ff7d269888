package dev.warder.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warder.model.Fault;
import dev.warder.store.memory.MemoryPolicyStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DefaultPolicyTest {
  private final MemoryPolicyStore store = new MemoryPolicyStore();
  private final List<AppliedPolicies> heard = new ArrayList<>();
  private final PolicyEngine engine = open();

  private PolicyEngine open() {
    return PolicyEngine.open(
        store, List.of(), Set.of(), () -> Instant.parse("2026-11-23T10:00:00Z"), heard::add);
  }

  @Test
  void theDefaultPolicyPassesItsOwnTests() {
    TestReport report = engine.test(List.of(DefaultPolicy.source()));
    assertThat(report.problems()).isEmpty();
    assertThat(report.failures()).isEmpty();
    assertThat(report.results()).hasSizeGreaterThan(10);
  }

  @Test
  void theBenchmarksPolicyCompiles() throws IOException {
    PolicySource source = new PolicySource("b", Files.readString(Path.of("src/bench/policy.yaml")));
    assertThat(engine.check(List.of(source)).problems()).isEmpty();
    assertThat(PolicyFiles.compile(source).policies().getFirst().rules()).hasSize(20);
  }

  @Test
  void whatWasAppliedIsInForceAlsoAfterARestart() {
    String before = engine.revision();
    Application outcome = engine.apply(List.of(PolicyFiles.when("true")), "alice", before);
    assertThat(outcome).isInstanceOf(Application.Applied.class);
    assertThat(engine.revision()).isNotEqualTo(before).startsWith("sha256:");
    assertThat(heard).hasSize(1);
    assertThat(open().revision()).isEqualTo(engine.revision());
  }

  @Test
  void aStaleRevisionChangesNothing() {
    String before = engine.revision();
    assertThatThrownBy(() -> engine.apply(List.of(), "alice", "sha256:other"))
        .isInstanceOf(Fault.Stale.class);
    assertThat(engine.revision()).isEqualTo(before);
    assertThat(heard).isEmpty();
  }

  @Test
  void aPolicyThatFailsItsTestsIsRefused() {
    String before = engine.revision();
    String yaml =
        PolicyFiles.when("true").yaml() + "tests: [{name: t, expect: {verdict: allow}}]\n";
    Application outcome = engine.apply(List.of(PolicyFiles.file(yaml)), "alice", null);
    assertThat(outcome).isInstanceOf(Application.Refused.class);
    assertThat(((Application.Refused) outcome).report().failures().getFirst())
        .hasToString("FAIL p.yaml:7: t\n       - verdict: allow\n       + verdict: deny");
    assertThat(engine.revision()).isEqualTo(before);
  }

  @Test
  void whereNothingIsEnforcedThereIsAWarning() {
    assertThat(engine.check(List.of()).warnings()).isNotEmpty();
  }
}
