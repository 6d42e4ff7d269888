package dev.warder.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Checks sets of policies, runs their tests and compiles them. Knows nothing of the active set.
public final class PolicyCompiler {
  private static final int MOST_FILES = 100;
  private static final int LONGEST_NAME = 255;

  private final Set<String> headers;
  private final @Nullable Set<String> targets;

  /// @param headers names in lower case of the request headers that policies may read
  ///   (`audit.headers`)
  public PolicyCompiler(Set<String> headers) {
    this.headers = Set.copyOf(headers);
    this.targets = null;
  }

  /// @param targets names of those who can be told of something: what tells others is warned of
  public PolicyCompiler(Set<String> headers, Set<String> targets) {
    this.headers = Set.copyOf(headers);
    this.targets = Set.copyOf(targets);
  }

  /// Everything that is wrong, and what deserves a second look.
  public Check check(List<PolicySource> sources) {
    return compile(sources).check();
  }

  /// Runs every file's own tests under that file's own rules, which count as enforced.
  public TestReport test(List<PolicySource> sources) {
    Compiled compiled = compile(sources);
    return compiled
        .set()
        .map(TestRun::all)
        .orElseGet(() -> TestReport.ofProblems(compiled.check().problems()));
  }

  /// @param set absent where there are problems
  record Compiled(Check check, Optional<PolicySet> set) {}

  Compiled compile(List<PolicySource> sources) {
    List<Problem> wrong = new ArrayList<>();
    List<Policy> policies = new ArrayList<>();
    Language language = new Language(headers);
    Map<String, String> names = new HashMap<>();
    for (PolicySource source : PolicySet.sorted(sources).stream().limit(MOST_FILES).toList()) {
      Problems problems = new Problems(Problems.quote(source.name()));
      if (names.put(source.name(), "") != null || !isName(source.name())) {
        problems.add(Position.START, "each policy needs a name of its own");
      }
      PolicyReader.read(source, language, problems).ifPresent(policies::add);
      wrong.addAll(problems.list());
    }
    int rules =
        policies.stream()
            .mapToInt(p -> p.rules().size() + p.grants().size() + p.reactions().size())
            .sum();
    if (sources.size() > MOST_FILES || rules > PolicyReader.MOST_RULES) {
      String text =
          "at most " + MOST_FILES + " policies with " + PolicyReader.MOST_RULES + " rules";
      wrong.add(new Problem(sources.getLast().name(), 1, 1, text + " may be active"));
    }
    refuseSharedIds(policies, wrong);
    if (!wrong.isEmpty()) {
      return new Compiled(new Check(wrong, List.of()), Optional.empty());
    }
    PolicySet set = new PolicySet(sources, policies);
    return new Compiled(new Check(List.of(), warnings(set)), Optional.of(set));
  }

  private List<String> warnings(PolicySet set) {
    List<String> warnings = new ArrayList<>();
    if (set.enforcesNothing()) {
      warnings.add("nothing is enforced any more: every verified call is allowed");
    }
    Set<String> known = targets;
    if (known != null) {
      for (Policy policy : set.policies()) {
        for (IncidentRule rule : policy.reactions()) {
          warnings.addAll(untold(rule, known));
        }
      }
    }
    return warnings;
  }

  /// A warning and no problem: that a target was taken out of the configuration must not keep the
  /// rules from coming into force.
  private static List<String> untold(IncidentRule rule, Set<String> known) {
    return rule.then() instanceof Reaction.Notify(List<String> names)
        ? names.stream()
            .filter(name -> !known.contains(name))
            .map(name ->
                rule.id()
                    + " tells nobody as "
                    + Problems.quote(name)
                    + ": no target of notify has that name"
                    + Spelling.hint(name, known))
            .toList()
        : List.of();
  }

  /// A decision names its rules by id alone; a draft in shadow may repeat what is enforced.
  private static void refuseSharedIds(List<Policy> policies, List<Problem> wrong) {
    Map<String, String> owners = new HashMap<>();
    for (Policy policy : policies) {
      for (Rule rule : Stream.concat(policy.rules().stream(), policy.grants().stream()).toList()) {
        String owner =
            owners.putIfAbsent(policy.mode().canHinder() + " " + rule.id(), policy.name());
        if (owner != null && !owner.equals(policy.name())) {
          String text = "the rule " + rule.id() + " already stands in " + owner;
          wrong.add(new Problem(policy.name(), 1, 1, text));
        }
      }
    }
  }

  private static boolean isName(String name) {
    return !name.isEmpty()
        && name.length() <= LONGEST_NAME
        && name.codePoints().noneMatch(Character::isISOControl);
  }
}
