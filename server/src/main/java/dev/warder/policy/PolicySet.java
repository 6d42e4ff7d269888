package dev.warder.policy;

import dev.cel.runtime.CelVariableResolver;
import dev.warder.model.Judgement;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A compiled, unchangeable set of policies that judges calls.
///
/// Rules stand in the order of their policies' names and, within one, of the file: in which order
/// the files were given never shows.
final class PolicySet {
  private final String revision;
  private final List<PolicySource> sources;
  private final List<Policy> policies;
  private final RuleList rules;
  private final RuleList grants;
  private final @Nullable Steps steps;

  /// @param policies one for each source
  PolicySet(List<PolicySource> sources, List<Policy> policies) {
    this.sources = sorted(sources);
    this.revision = revision(this.sources);
    this.policies = policies.stream().sorted(Comparator.comparing(Policy::name)).toList();
    this.rules = list(Policy::rules);
    this.grants = list(Policy::grants);
    this.steps = steps(this.policies);
  }

  /// Those that all conditions of the set share; absent where none counts any.
  private static @Nullable Steps steps(List<Policy> policies) {
    return policies.stream()
        .flatMap(policy -> Stream.concat(policy.rules().stream(), policy.grants().stream()))
        .flatMap(rule -> rule.conditions().stream())
        .flatMap(condition -> Stream.ofNullable(condition.steps()))
        .findFirst()
        .orElse(null);
  }

  static List<PolicySource> sorted(List<PolicySource> sources) {
    return sources.stream().sorted(Comparator.comparing(PolicySource::name)).toList();
  }

  private RuleList list(Function<Policy, List<Rule>> of) {
    return new RuleList(
        policies.stream().flatMap(p -> of.apply(p).stream()).toList(),
        policies.stream()
            .flatMap(p -> Collections.nCopies(of.apply(p).size(), p.mode()).stream())
            .toList());
  }

  String revision() {
    return revision;
  }

  List<PolicySource> sources() {
    return sources;
  }

  List<Policy> policies() {
    return policies;
  }

  boolean enforcesNothing() {
    return !rules.canHinder();
  }

  /// Judges every rule that can match. Of those that count for the call's principal, the first that
  /// fails is named; one that is only tried out and fails is listed with what it would have done:
  /// deny.
  ///
  /// @param asserted whether no token was shown, so that grants count
  Judgement judge(CelVariableResolver variables, boolean asserted) {
    if (steps != null) {
      steps.begin();
    }
    RuleList.Found found = new RuleList.Found();
    RuleList.Found shadow = new RuleList.Found();
    rules.judge(variables, found, shadow);
    if (asserted) {
      grants.judge(variables, found, shadow);
    }
    return new Judgement(revision, found.hits(), shadow.hits(), found.failure());
  }

  /// What the rules about incidents want done about one.
  List<Wanted> reactions(IncidentFacts incident) {
    List<Wanted> wanted = new ArrayList<>();
    for (Policy policy : policies) {
      for (IncidentRule rule : policy.reactions()) {
        Wanted found = rule.judge(incident, policy.mode());
        if (found != null) {
          wanted.add(found);
        }
      }
    }
    return wanted;
  }

  /// Over names and texts in sorted order, each with its length before it.
  static String revision(List<PolicySource> sources) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (PolicySource source : sources) {
        for (String part : List.of(source.name(), source.yaml())) {
          byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
          digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
          digest.update(bytes);
        }
      }
      return "sha256:" + HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
