package dev.warder.policy;

import java.time.Instant;
import java.util.List;

/// A set of policies, as it was put into force.
///
/// @param number counts the applications from 1; 0 until it is stored
/// @param revision names the set by its content, `sha256:...`
/// @param time to the millisecond
/// @param actor who applied it
/// @param origin how it came into force
/// @param sources sorted by name
public record AppliedPolicies(
    long number,
    String revision,
    Instant time,
    String actor,
    Origin origin,
    List<PolicySource> sources) {
  public AppliedPolicies {
    sources = List.copyOf(sources);
  }

  public AppliedPolicies withNumber(long next) {
    return new AppliedPolicies(next, revision, time, actor, origin, sources);
  }
}
