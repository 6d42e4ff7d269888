package dev.warder.policy;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelVariableResolver;
import dev.warder.model.Judgement;
import dev.warder.model.Situation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Explains one call under one set of policies, after the fact: nothing of it is done while calls
/// are decided.
final class Explainer {
  private static final int MOST_CHANGES = 40;
  private static final int MOST_TOGETHER = 3;
  private static final int SHOWN = 5;

  private final PolicySet set;
  private final Situation situation;
  private final CelVariableResolver variables;
  private final Changes changes;

  Explainer(PolicySet set, Situation situation, Changes.Bounds bounds) {
    this.set = set;
    this.situation = situation;
    this.variables = new SituationVariables(situation);
    this.changes = new Changes(variables, bounds);
  }

  /// @param reasons of the recorded verdict, where it is a throttle: these rules must not match
  Explanation explain(List<String> reasons) {
    List<Explanation.Account> accounts = new ArrayList<>();
    for (Policy policy : set.policies()) {
      policy.rules().forEach(rule -> accounts.add(account(policy.name(), rule)));
    }
    return new Explanation(accounts, wouldAllow(Set.copyOf(reasons)));
  }

  private Explanation.Account account(String policy, Rule rule) {
    Formula formula = Formula.of(rule);
    List<Formula.Atom> missing = formula.toChange(true, variables);
    Explanation.Outcome outcome = outcome(rule, missing.size());
    List<Formula.Atom> shown =
        switch (outcome) {
          case MATCHED -> formula.toChange(false, variables);
          case NEARLY, NOT -> missing;
          case FAILED -> formula.atoms().stream().filter(a -> a.value(variables) == null).toList();
        };
    return new Explanation.Account(
        policy, rule.id(), outcome, shown.stream().map(this::part).toList());
  }

  private Explanation.Outcome outcome(Rule rule, int missing) {
    try {
      rule.begin();
      if (rule.matches(variables, false)) {
        return Explanation.Outcome.MATCHED;
      }
      return missing == 1 ? Explanation.Outcome.NEARLY : Explanation.Outcome.NOT;
    } catch (CelEvaluationException e) {
      return Explanation.Outcome.FAILED;
    }
  }

  private Explanation.Part part(Formula.Atom atom) {
    Boolean holds = atom.value(variables);
    return new Explanation.Part(
        atom.text(), holds == null ? "failed" : holds.toString(), values(atom));
  }

  private Map<String, String> values(Formula.Atom atom) {
    Map<String, String> values = new LinkedHashMap<>();
    CelNavigableAst.fromAst(atom.tree())
        .getRoot()
        .allNodes()
        .map(node -> node.expr())
        .flatMap(Explainer::place)
        .forEach(place -> {
          Object value = place.value(variables);
          if (value != null && !(place.name() == null && value instanceof Map)) {
            String name = place.name() == null ? "" : "[\"" + Problems.quote(place.name()) + "\"]";
            values.put(place.variable() + name, Shown.value(value));
          }
        });
    return values;
  }

  private static Stream<Guard.Place> place(CelExpr expression) {
    String name = Names.dotted(expression);
    return Variables.find(name).isPresent()
        ? Stream.of(new Guard.Place(name, null))
        : Guards.named(expression).stream();
  }

  /// Tries all single changes, then pairs, then triples, of what the rules compare that hindered
  /// the call, and judges each anew.
  private List<List<String>> wouldAllow(Set<String> spent) {
    Judgement judgement = judge(variables);
    if (passes(judgement, spent)) {
      return List.of();
    }
    List<Change> all = candidates(hindering(judgement));
    for (int size = 1; size <= MOST_TOGETHER; size++) {
      List<List<Change>> found = new ArrayList<>();
      search(all, 0, size, new ArrayList<>(), spent, found);
      if (!found.isEmpty()) {
        found.sort(Comparator.comparingInt(Explainer::effort));
        return nearest(found).stream()
            .map(way -> way.stream().map(Change::text).toList())
            .limit(SHOWN)
            .toList();
      }
    }
    return List.of();
  }

  /// One way for each set of signals.
  private static List<List<Change>> nearest(List<List<Change>> ways) {
    Map<List<Guard.Place>, List<Change>> bySignals = new LinkedHashMap<>();
    ways.forEach(way -> bySignals.putIfAbsent(way.stream().map(Change::place).toList(), way));
    return List.copyOf(bySignals.values());
  }

  private Judgement judge(CelVariableResolver under) {
    return set.judge(under, isAsserted());
  }

  private boolean isAsserted() {
    return situation.attempt().assertion() != null;
  }

  private static int effort(List<Change> changes) {
    return changes.stream().mapToInt(Change::effort).sum();
  }

  private List<Rule> hindering(Judgement judgement) {
    Set<String> ids =
        judgement.hits().stream().map(Judgement.Hit::rule).collect(Collectors.toSet());
    if (judgement.failure() != null) {
      ids.add(judgement.failure().rule());
    }
    return set.policies().stream()
        .flatMap(policy -> policy.rules().stream())
        .filter(rule -> ids.contains(rule.id()))
        .toList();
  }

  private List<Change> candidates(List<Rule> rules) {
    Map<String, Change> byText = new LinkedHashMap<>();
    for (Rule rule : rules) {
      for (Formula.Atom atom : Formula.of(rule).atoms()) {
        changes.of(atom).forEach(change -> byText.putIfAbsent(change.text(), change));
      }
    }
    return byText.values().stream()
        .sorted(Comparator.comparingInt(Change::effort))
        .limit(MOST_CHANGES)
        .toList();
  }

  private void search(
      List<Change> all,
      int from,
      int size,
      List<Change> chosen,
      Set<String> spent,
      List<List<Change>> found) {
    if (chosen.size() == size) {
      if (passes(judge(Change.under(variables, chosen)), spent)) {
        found.add(List.copyOf(chosen));
      }
      return;
    }
    for (int i = from; i < all.size(); i++) {
      Change next = all.get(i);
      if (chosen.stream().noneMatch(c -> c.place().variable().equals(next.place().variable()))) {
        chosen.add(next);
        search(all, i + 1, size, chosen, spent, found);
        chosen.removeLast();
      }
    }
  }

  /// Whether policies let the call through, buckets aside.
  private boolean passes(Judgement judgement, Set<String> spent) {
    Combination wanted = Combination.of(judgement.hits());
    boolean granted = !isAsserted() || wanted.grants();
    List<String> scopes =
        Reach.scopes(wanted.restrictions(), situation.identity().token().scopes());
    return judgement.failure() == null
        && !wanted.denies()
        && wanted.stepUp() == null
        && wanted.limits().stream().noneMatch(limit -> spent.contains(limit.rule()))
        && granted
        && scopes.containsAll(situation.route().scopes())
        && Reach.permits(
            wanted.restrictions(),
            situation.attempt().method(),
            situation.attempt().host(),
            situation.attempt().path().path());
  }
}
