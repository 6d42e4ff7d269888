package dev.warder.policy;

import dev.warder.model.Fault;
import dev.warder.model.Identity;
import dev.warder.model.Judgement;
import dev.warder.model.Situation;
import java.time.Instant;
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
  private final ReentrantLock changing = new ReentrantLock();
  private final AtomicReference<InForce> active;
  private final Followed followed = new Followed();
  private final Standing standing = new Standing();

  private record InForce(PolicySet set, AppliedPolicies applied) {}

  private PolicyEngine(
      PolicyStore store,
      PolicyCompiler compiler,
      InstantSource clock,
      Consumer<AppliedPolicies> before,
      InForce first) {
    this.store = store;
    this.compiler = compiler;
    this.clock = clock;
    this.before = before;
    this.active = new AtomicReference<>(first);
  }

  /// Opens with what somebody applied last; where nobody ever did, with the configured policies;
  /// where there are none, with the default policy.
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
    return open(store, configured, new PolicyCompiler(headers), clock, before);
  }

  /// The same, with a compiler that may know more than the headers.
  public static PolicyEngine open(
      PolicyStore store,
      List<PolicySource> configured,
      PolicyCompiler compiler,
      InstantSource clock,
      Consumer<AppliedPolicies> before) {
    Optional<AppliedPolicies> newest = store.newest();
    Optional<AppliedPolicies> asked = newest.filter(a -> a.origin().isAuthoritative());
    List<PolicySource> sources = asked.map(AppliedPolicies::sources).orElse(usual(configured));
    PolicyCompiler.Compiled compiled = compiler.compile(sources);
    PolicySet set = compiled.set().orElseThrow(() -> cannotStart(compiled.check()));
    AppliedPolicies applied =
        newest
            .filter(a -> a.revision().equals(set.revision()))
            .orElseGet(() -> store.append(applied(set, clock, "configuration", Origin.CONFIGURED)));
    return new PolicyEngine(store, compiler, clock, before, new InForce(set, applied));
  }

  /// Another engine that begins with the rules in force here, and shares nothing that changes.
  public PolicyEngine beside(PolicyStore other) {
    return new PolicyEngine(other, compiler, clock, applied -> {}, active.get());
  }

  private static List<PolicySource> usual(List<PolicySource> configured) {
    return configured.isEmpty() ? List.of(DefaultPolicy.source()) : configured;
  }

  private static AppliedPolicies applied(
      PolicySet set, InstantSource clock, String actor, Origin origin) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return new AppliedPolicies(0, set.revision(), now, actor, origin, set.sources());
  }

  private static Fault.Invalid cannotStart(Check check) {
    Problem problem = check.problems().getFirst();
    return new Fault.Invalid("the active policy does not compile: " + problem);
  }

  /// Judges a call: pure, deterministic, without I/O. A failure in the judgement means deny.
  public Judgement judge(Situation situation) {
    Judgement judged =
        active
            .get()
            .set()
            .judge(new SituationVariables(situation), situation.attempt().assertion() != null);
    return standing.isEmpty()
        ? judged
        : standing.with(judged, situation.identity(), clock.instant());
  }

  /// Points of log-odds that a call has more, because of an incident.
  public double points(Identity identity) {
    return standing.isEmpty() ? 0 : standing.points(identity, clock.instant());
  }

  /// What holds beside the rules for a time.
  public Standing standing() {
    return standing;
  }

  /// What the rules about incidents want done about one.
  public List<Wanted> reactions(IncidentFacts incident) {
    return active.get().set().reactions(incident);
  }

  public String revision() {
    return active.get().set().revision();
  }

  /// The files in force, sorted by name.
  public List<PolicySource> active() {
    return active.get().set().sources();
  }

  /// What is in force, and how it came to be.
  public AppliedPolicies inForce() {
    return active.get().applied();
  }

  /// Whether there is any rule that can hinder a call.
  public boolean enforcesNothing() {
    return active.get().set().enforcesNothing();
  }

  /// Compiles other policies than those in force, under the same settings.
  ///
  /// @throws Fault.Invalid where they do not compile
  public DraftPolicies draft(List<PolicySource> sources) {
    return DraftPolicies.of(compiler.compile(sources));
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
    return change(sources, actor, Origin.APPLIED, expected);
  }

  /// Makes a kept set the one in force again, under the same checks.
  ///
  /// @param which a number of the history, a revision, or its beginning
  /// @throws Fault.NotFound where no kept set is meant
  /// @throws Fault.Conflict where more than one is
  public Application rollBack(String which, String actor, @Nullable String expected) {
    AppliedPolicies older = History.find(history(), which);
    return change(older.sources(), actor, Origin.ROLLED_BACK, expected);
  }

  /// The sets that were in force, the newest first; the first is in force now.
  public List<AppliedPolicies> history() {
    return store.list(Long.MAX_VALUE, PolicyStore.KEPT);
  }

  /// Takes over what the policy folder holds, unless somebody applied another set: that counts.
  ///
  /// @param actor whom records name
  /// @return nothing where it is in force already, or does not count
  public Optional<Application> follow(List<PolicySource> sources, String actor) {
    changing.lock();
    try {
      followed.offered(PolicySet.revision(PolicySet.sorted(sources)));
      if (followed.isOffered(revision())) {
        followed.accepted();
        return Optional.empty();
      }
      if (inForce().origin().isAuthoritative()) {
        return Optional.empty();
      }
      Application outcome = change(sources, actor, Origin.FOLDER, null);
      switch (outcome) {
        case Application.Applied applied -> followed.accepted();
        case Application.Refused(TestReport report) -> followed.rejected(report);
      }
      return Optional.of(outcome);
    } finally {
      changing.unlock();
    }
  }

  /// Notes that the policy folder cannot be read; what is in force stays.
  public void cannotFollow(Problem problem) {
    followed.rejected(TestReport.ofProblems(List.of(problem)));
  }

  /// Why what the policy folder holds is not in force, where it should be.
  public Optional<TestReport> rejected() {
    return followed.report();
  }

  /// How often something in the policy folder could not come into force.
  public long rejections() {
    return followed.rejections();
  }

  private Application change(
      List<PolicySource> sources, String actor, Origin origin, @Nullable String expected) {
    PolicyCompiler.Compiled compiled = compiler.compile(sources);
    Optional<PolicySet> set = compiled.set();
    if (set.isEmpty()) {
      return new Application.Refused(TestReport.ofProblems(compiled.check().problems()));
    }
    TestReport report = TestRun.all(set.get());
    if (!report.passed()) {
      return new Application.Refused(report);
    }
    AppliedPolicies applied = swap(set.get(), actor, origin, expected);
    return new Application.Applied(applied, compiled.check().warnings());
  }

  private AppliedPolicies swap(
      PolicySet set, String actor, Origin origin, @Nullable String expected) {
    changing.lock();
    try {
      if (expected != null && !expected.equals(revision())) {
        throw new Fault.Stale("the policy in force is " + revision());
      }
      // Whoever applies what the folder holds lets the folder count again.
      Origin counted = followed.isOffered(set.revision()) ? Origin.FOLDER : origin;
      AppliedPolicies next = applied(set, clock, actor, counted);
      before.accept(next);
      AppliedPolicies stored = store.append(next);
      active.set(new InForce(set, stored));
      return stored;
    } finally {
      changing.unlock();
    }
  }
}
