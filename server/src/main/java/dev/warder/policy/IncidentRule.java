package dev.warder.policy;

import dev.cel.runtime.CelEvaluationException;
import org.jspecify.annotations.Nullable;

/// One compiled rule about incidents. It matches where `when` holds and `unless` does not.
record IncidentRule(String id, Condition when, @Nullable Condition unless, Reaction then) {

  /// What it wants done about an incident; nothing where it does not match. One that fails wants
  /// nothing and says so: what is done by itself must be meant.
  @Nullable Wanted judge(IncidentFacts incident, Mode mode) {
    boolean counts = mode.counts(incident.principal());
    try {
      boolean matches =
          when.holds(incident::value) && (unless == null || !unless.holds(incident::value));
      return matches ? new Wanted(id, then, counts, null) : null;
    } catch (CelEvaluationException e) {
      return new Wanted(id, then, false, CelMessages.plain(e));
    }
  }
}
