package dev.warder.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the active policies say of a call.
///
/// @param revision names the exact set of policies, `sha256:...`
/// @param hits rules in force that matched, in the order in which they were judged
/// @param shadow rules that matched but are only being tried out
/// @param failure the rule whose expression failed: the call is denied
/// @param charges the buckets that the call was charged to
public record Judgement(
    String revision,
    List<Hit> hits,
    List<Hit> shadow,
    @Nullable Failure failure,
    List<Charge> charges) {
  public Judgement {
    hits = List.copyOf(hits);
    shadow = List.copyOf(shadow);
    charges = List.copyOf(charges);
  }

  /// As policies alone judge, before any bucket is charged.
  public Judgement(String revision, List<Hit> hits, List<Hit> shadow, @Nullable Failure failure) {
    this(revision, hits, shadow, failure, List.of());
  }

  /// The same with all that counted in the end.
  public Judgement with(List<Hit> all, List<Charge> charges) {
    return all.size() == hits.size() && charges.isEmpty()
        ? this
        : new Judgement(revision, all, shadow, failure, charges);
  }

  /// A rule that matched, and what it wants.
  public record Hit(String rule, Effect effect) {}

  /// A rule that could not be judged, and why, without any value of the call in it.
  public record Failure(String rule, String message) {}
}
