package dev.warder.policy;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelVariableResolver;
import dev.warder.model.Effect;
import dev.warder.model.Judgement;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A compiled, unchangeable set of policies that judges calls.
///
/// Rules stand in the order of their policies' names and, within one, of the file: in which order
/// the files were given never shows.
final class PolicySet {
  private final String revision;
  private final List<PolicySource> sources;
  private final List<Policy> policies;
  private final Rule[] enforced;
  private final Rule[] tried;
  private final RuleIndex enforcedIndex;
  private final RuleIndex triedIndex;

  /// @param policies one for each source
  PolicySet(List<PolicySource> sources, List<Policy> policies) {
    this.sources = sorted(sources);
    this.revision = revision(this.sources);
    this.policies = policies.stream().sorted(Comparator.comparing(Policy::name)).toList();
    this.enforced = rules(true);
    this.tried = rules(false);
    this.enforcedIndex = new RuleIndex(enforced);
    this.triedIndex = new RuleIndex(tried);
  }

  static List<PolicySource> sorted(List<PolicySource> sources) {
    return sources.stream().sorted(Comparator.comparing(PolicySource::name)).toList();
  }

  private Rule[] rules(boolean inForce) {
    return policies.stream()
        .filter(p -> p.enforced() == inForce)
        .flatMap(p -> p.rules().stream())
        .toArray(Rule[]::new);
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
    return enforced.length == 0;
  }

  /// Judges every rule that can match. The first that fails is named; a failing rule that is only
  /// being tried out is listed with what it would have done: deny.
  Judgement judge(CelVariableResolver variables) {
    @Nullable List<Judgement.Hit> hits = null;
    Judgement.@Nullable Failure failure = null;
    for (int at : enforcedIndex.candidates(variables)) {
      Rule rule = enforced[at];
      try {
        if (rule.matches(variables)) {
          hits = with(hits, rule.hit());
        }
      } catch (CelEvaluationException e) {
        failure = failure == null ? rule.failure(e) : failure;
      }
    }
    List<Judgement.Hit> shadow = tried.length == 0 ? List.of() : tryOut(variables);
    return new Judgement(revision, hits == null ? List.of() : hits, shadow, failure);
  }

  private List<Judgement.Hit> tryOut(CelVariableResolver variables) {
    List<Judgement.Hit> hits = new ArrayList<>();
    for (int at : triedIndex.candidates(variables)) {
      Rule rule = tried[at];
      try {
        if (rule.matches(variables)) {
          hits.add(rule.hit());
        }
      } catch (CelEvaluationException e) {
        hits.add(new Judgement.Hit(rule.id(), new Effect.Deny()));
      }
    }
    return hits;
  }

  private static List<Judgement.Hit> with(@Nullable List<Judgement.Hit> hits, Judgement.Hit next) {
    List<Judgement.Hit> list = hits == null ? new ArrayList<>(2) : hits;
    list.add(next);
    return list;
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
