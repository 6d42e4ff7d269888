package dev.warder.monitor;

import dev.warder.model.Fault;
import dev.warder.model.IdSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The incidents: detections of one subject are told together for as long as none is silent for an
/// hour, and people acknowledge and close them.
///
/// Safe for several threads. What changes is stored before anybody is told.
public final class Incidents {
  private static final Duration SILENCE = Duration.ofHours(1);
  private static final int MOST_OPEN = 10_000;
  private static final int LONGEST_NOTE = 1_000;

  private final IncidentStore store;
  private final IdSource ids;
  private final InstantSource clock;
  private final Tolerances tolerances;
  private final Consumer<Incident> listener;
  private final Map<Subject, Incident> current = new HashMap<>(); // guarded by this

  /// @param listener is told of every new state of an incident, once it is stored
  public Incidents(
      IncidentStore store, IdSource ids, InstantSource clock, Consumer<Incident> listener) {
    this.store = store;
    this.ids = ids;
    this.clock = clock;
    this.listener = listener;
    this.tolerances = new Tolerances(store.tolerances());
    for (Incident open : store.list(IncidentFilter.OPEN, "", MOST_OPEN).reversed()) {
      current.put(open.subject(), open);
    }
  }

  double tolerance(String detector, String principal) {
    return tolerances.of(detector, principal);
  }

  /// Takes in what a detector found.
  public synchronized void add(Detection detection) {
    Incident before = current.get(detection.subject());
    boolean goesOn = before != null && !detection.time().isAfter(before.lastAt().plus(SILENCE));
    Incident after =
        before != null && goesOn
            ? before.with(detection)
            : Incident.of(ids.next("inc_"), detection);
    store.save(after);
    current.put(detection.subject(), after);
    if (current.size() > MOST_OPEN) {
      forgetOldest();
    }
    if (!goesOn || isWorse(before, after)) {
      listener.accept(after);
    }
  }

  /// Told again only where there is something new: a detector more, or worse.
  private static boolean isWorse(@Nullable Incident before, Incident after) {
    return before == null
        || after.severity().compareTo(before.severity()) > 0
        || after.timeline().size() > before.timeline().size();
  }

  private void forgetOldest() {
    current.values().stream()
        .min((a, b) -> a.lastAt().compareTo(b.lastAt()))
        .ifPresent(oldest -> current.remove(oldest.subject()));
  }

  /// @throws Fault.NotFound where there is none
  public Incident find(String id) {
    return store.find(id).orElseThrow(() -> new Fault.NotFound("there is no such incident"));
  }

  /// The newest first.
  ///
  /// @param before an id: only older ones; empty for all
  public List<Incident> list(IncidentFilter filter, String before, int limit) {
    return store.list(filter, before, limit);
  }

  /// @throws Fault.Conflict where it is closed
  public synchronized Incident acknowledge(String id) {
    Incident incident = open(id);
    return incident.state() == Incident.State.ACKNOWLEDGED
        ? incident
        : put(incident.in(Incident.State.ACKNOWLEDGED, null));
  }

  /// Closes an incident. A false alarm makes its detectors take more from this principal.
  ///
  /// @throws Fault.Conflict where it is closed already
  public synchronized Incident close(String id, boolean falseAlarm, String by, String note) {
    if (note.length() > LONGEST_NOTE) {
      throw new Fault.Invalid("note is longer than " + LONGEST_NOTE + " characters");
    }
    Incident incident = open(id);
    Incident.State state = falseAlarm ? Incident.State.FALSE_ALARM : Incident.State.RESOLVED;
    Instant now = clock.instant();
    Incident closed = put(incident.in(state, new Incident.Closing(by, now, note)));
    if (falseAlarm && incident.subject().kind() == Subject.Kind.PRINCIPAL) {
      for (String detector : detectors(incident)) {
        Tolerance raised = tolerances.raised(detector, incident.subject().id());
        store.save(raised);
        tolerances.put(raised);
      }
    }
    return closed;
  }

  private Incident open(String id) {
    Incident incident = find(id);
    if (!incident.state().isOpen()) {
      throw new Fault.Conflict("the incident is closed: " + incident.state().wire());
    }
    return incident;
  }

  private Incident put(Incident incident) {
    store.save(incident);
    Incident known = current.get(incident.subject());
    if (known != null && known.id().equals(incident.id())) {
      if (incident.state().isOpen()) {
        current.put(incident.subject(), incident);
      } else {
        current.remove(incident.subject());
      }
    }
    listener.accept(incident);
    return incident;
  }

  /// A honey token has no habits to be wrong about.
  private static Set<String> detectors(Incident incident) {
    Set<String> detectors = new LinkedHashSet<>();
    incident.timeline().forEach(moment -> detectors.add(moment.detector()));
    detectors.remove(DetectorKind.HONEY_TOKEN.wire());
    return detectors;
  }

  /// How many are open or acknowledged, of those that may still go on.
  public synchronized int open() {
    return current.size();
  }
}
