package dev.warder.policy;

import dev.cel.common.navigation.CelNavigableAst;
import dev.warder.model.Fault;
import dev.warder.model.Judgement;
import dev.warder.model.Situation;
import java.util.List;
import java.util.Set;

/// A compiled set of policies apart from the one in force, to judge recorded calls by.
/// Unchangeable, for any number of threads.
public final class DraftPolicies {
  private final PolicySet set;

  private DraftPolicies(PolicySet set) {
    this.set = set;
  }

  /// @param headers names in lower case of the request headers that policies may read
  /// @throws Fault.Invalid where they do not compile; the text names each place
  public static DraftPolicies compile(List<PolicySource> sources, Set<String> headers) {
    return of(new PolicyCompiler(headers).compile(sources));
  }

  static DraftPolicies of(PolicyCompiler.Compiled compiled) {
    return new DraftPolicies(
        compiled.set().orElseThrow(() -> new Fault.Invalid(problems(compiled.check()))));
  }

  private static String problems(Check check) {
    return String.join("\n", check.problems().stream().map(Problem::toString).toList());
  }

  public String revision() {
    return set.revision();
  }

  public Judgement judge(Situation situation) {
    return set.judge(new SituationVariables(situation), situation.attempt().assertion() != null);
  }

  /// Why a call was judged as it was.
  ///
  /// @param medium the score at which this level begins, and so on
  /// @param reasons of the verdict where it was a throttle: the rules that had no room
  public Explanation explain(
      Situation situation, int medium, int high, int critical, List<String> reasons) {
    return new Explainer(set, situation, new Changes.Bounds(medium, high, critical))
        .explain(reasons);
  }

  /// Whether any condition asks for this variable.
  public boolean reads(String variable) {
    return set.policies().stream()
        .flatMap(policy -> policy.rules().stream())
        .flatMap(rule -> rule.conditions().stream())
        .flatMap(condition -> CelNavigableAst.fromAst(condition.ast()).getRoot().allNodes())
        .anyMatch(node -> Names.dotted(node.expr()).equals(variable));
  }
}
