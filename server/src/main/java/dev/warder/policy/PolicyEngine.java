package dev.warder.policy;

import dev.warder.model.Fault;
import dev.warder.model.Judgement;
import dev.warder.model.Situation;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The policies in force. Judging reads one unchangeable set through one reference; applying swaps
/// that reference, so no call is ever judged by half of an old and half of a new set.
public final class PolicyEngine {
  private final PolicyStore store;
  private final PolicyCompiler compiler;
  private final InstantSource clock;
  private final Consumer<AppliedPolicies> before;
  private final ReentrantLock applying = new ReentrantLock();
  private final AtomicReference<PolicySet> active;

  private PolicyEngine(
      PolicyStore store,
      PolicyCompiler compiler,
      InstantSource clock,
      Consumer<AppliedPolicies> before,
      PolicySet first) {
    this.store = store;
    this.compiler = compiler;
    this.clock = clock;
    this.before = before;
    this.active = new AtomicReference<>(first);
  }

  /// Opens with what was applied last; where nothing ever was, with the configured policies; where
  /// there are none, with the default policy.
  ///
  /// @param headers names in lower case of the request headers that policies may read
  /// @param before hears of every set before it is stored and comes into force; what it throws
  ///   leaves the old one in force (the place to write the audit record)
  /// @throws Fault.Invalid where these policies do not compile: starting without them would let
  ///   calls through
  public static PolicyEngine open(
      PolicyStore store,
      List<PolicySource> configured,
      Set<String> headers,
      InstantSource clock,
      Consumer<AppliedPolicies> before) {
    List<PolicySource> initial =
        configured.isEmpty() ? List.of(DefaultPolicy.source()) : configured;
    List<PolicySource> sources = store.newest().map(AppliedPolicies::sources).orElse(initial);
    PolicyCompiler compiler = new PolicyCompiler(headers);
    PolicyCompiler.Compiled compiled = compiler.compile(sources);
    PolicySet first = compiled.set().orElseThrow(() -> cannotStart(compiled.check()));
    return new PolicyEngine(store, compiler, clock, before, first);
  }

  private static Fault.Invalid cannotStart(Check check) {
    Problem problem = check.problems().getFirst();
    return new Fault.Invalid("the active policy does not compile: " + problem);
  }

  /// Judges a call: pure, deterministic, without I/O. A failure in the judgement means deny.
  public Judgement judge(Situation situation) {
    return active
        .get()
        .judge(new SituationVariables(situation), situation.attempt().assertion() != null);
  }

  public String revision() {
    return active.get().revision();
  }

  /// The files in force, sorted by name.
  public List<PolicySource> active() {
    return active.get().sources();
  }

  /// Whether there is any rule that can hinder a call.
  public boolean enforcesNothing() {
    return active.get().enforcesNothing();
  }

  public Check check(List<PolicySource> sources) {
    return compiler.check(sources);
  }

  public TestReport test(List<PolicySource> sources) {
    return compiler.test(sources);
  }

  /// Makes these files the set in force, after they compile and pass their own tests.
  ///
  /// @param expected the revision that the caller believes to be in force, where it matters
  /// @throws Fault.Stale where another one is
  /// @throws Fault.Unavailable where it cannot be stored; the old set stays in force
  public Application apply(List<PolicySource> sources, String actor, @Nullable String expected) {
    PolicyCompiler.Compiled compiled = compiler.compile(sources);
    Optional<PolicySet> set = compiled.set();
    if (set.isEmpty()) {
      return new Application.Refused(new TestReport(compiled.check().problems(), List.of()));
    }
    TestReport report = new TestReport(List.of(), TestRun.all(set.get()));
    if (!report.passed()) {
      return new Application.Refused(report);
    }
    AppliedPolicies applied = swap(set.get(), actor, expected);
    return new Application.Applied(applied, compiled.check().warnings());
  }

  private AppliedPolicies swap(PolicySet set, String actor, @Nullable String expected) {
    applying.lock();
    try {
      if (expected != null && !expected.equals(revision())) {
        throw new Fault.Stale("the policy in force is " + revision());
      }
      AppliedPolicies next =
          new AppliedPolicies(
              0,
              set.revision(),
              clock.instant().truncatedTo(ChronoUnit.MILLIS),
              actor,
              set.sources());
      before.accept(next);
      AppliedPolicies stored = store.append(next);
      active.set(set);
      return stored;
    } finally {
      applying.unlock();
    }
  }
}
