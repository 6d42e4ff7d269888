package dev.warder.policy;

import dev.cel.runtime.CelVariableResolver;
import dev.warder.model.Judgement;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

/// A compiled, unchangeable set of policies that judges calls.
///
/// Rules stand in the order of their policies' names and, within one, of the file: in which order
/// the files were given never shows.
final class PolicySet {
  private final String revision;
  private final List<PolicySource> sources;
  private final List<Policy> policies;
  private final RuleList enforced;
  private final RuleList tried;
  private final RuleList granting;
  private final RuleList tryingToGrant;

  /// @param policies one for each source
  PolicySet(List<PolicySource> sources, List<Policy> policies) {
    this.sources = sorted(sources);
    this.revision = revision(this.sources);
    this.policies = policies.stream().sorted(Comparator.comparing(Policy::name)).toList();
    this.enforced = rules(true, Policy::rules);
    this.tried = rules(false, Policy::rules);
    this.granting = rules(true, Policy::grants);
    this.tryingToGrant = rules(false, Policy::grants);
  }

  static List<PolicySource> sorted(List<PolicySource> sources) {
    return sources.stream().sorted(Comparator.comparing(PolicySource::name)).toList();
  }

  private RuleList rules(boolean inForce, Function<Policy, List<Rule>> of) {
    return new RuleList(
        policies.stream()
            .filter(p -> p.enforced() == inForce)
            .flatMap(p -> of.apply(p).stream())
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
    return enforced.isEmpty();
  }

  /// Judges every rule that can match. The first that fails is named; a failing rule that is only
  /// being tried out is listed with what it would have done: deny.
  ///
  /// @param asserted whether no token was shown, so that grants count
  Judgement judge(CelVariableResolver variables, boolean asserted) {
    RuleList.Found found = new RuleList.Found();
    enforced.judge(variables, found);
    RuleList.Found shadow = new RuleList.Found();
    tried.tryOut(variables, shadow);
    if (asserted) {
      granting.judge(variables, found);
      tryingToGrant.tryOut(variables, shadow);
    }
    return new Judgement(revision, found.hits(), shadow.hits(), found.failure());
  }

  /// Over names and texts in sorted order, each with its length before it.
  private static String revision(List<PolicySource> sources) {
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
