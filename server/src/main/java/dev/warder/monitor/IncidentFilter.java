package dev.warder.monitor;

import org.jspecify.annotations.Nullable;

/// Which incidents are wanted; what is absent is not asked for.
///
/// @param least the lowest severity
/// @param open whether it is open or acknowledged
public record IncidentFilter(
    @Nullable Subject subject,
    Incident.@Nullable State state,
    @Nullable Boolean open,
    @Nullable Severity least) {
  public static final IncidentFilter ALL = new IncidentFilter(null, null, null, null);
  public static final IncidentFilter OPEN = new IncidentFilter(null, null, true, null);

  public boolean matches(Incident incident) {
    return (subject == null || subject.equals(incident.subject()))
        && (state == null || state == incident.state())
        && (open == null || open == incident.state().isOpen())
        && (least == null || least.compareTo(incident.severity()) <= 0);
  }
}
