package dev.warder.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warder.model.Fault;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every store of incidents must do.
public abstract class IncidentStoreContract {
  private static final Instant TIME = Instant.parse("2026-11-23T10:00:00.123Z");

  protected abstract IncidentStore store();

  protected static Incident incident(String id, String principal, Severity severity) {
    return Incident.of(id, detection(principal, severity));
  }

  private static Detection detection(String principal, Severity severity) {
    return new Detection(
        "scraping", TIME, Subject.principal(principal), "tok_1", "dec_1", severity, "much");
  }

  @Test
  void whatIsSavedComesBackWhole() {
    IncidentStore store = store();
    Incident first = incident("inc_1", "alice", Severity.HIGH);
    store.save(first);
    assertThat(store.find("inc_1")).contains(first);
    Incident closed =
        first.in(Incident.State.FALSE_ALARM, new Incident.Closing("root", TIME, "a test"));
    store.save(closed);
    assertThat(store.find("inc_1")).contains(closed);
    assertThat(store.find("inc_2")).isEmpty();
  }

  @Test
  void anOlderVersionDoesNotOverwriteANewerOne() {
    IncidentStore store = store();
    Incident first = incident("inc_1", "alice", Severity.HIGH);
    store.save(first);
    Incident second = first.with(detection("alice", Severity.CRITICAL));
    store.save(second);
    assertThatThrownBy(() -> store.save(first)).isInstanceOf(Fault.Stale.class);
    assertThatThrownBy(() -> store.save(second)).isInstanceOf(Fault.Stale.class);
    assertThat(store.find("inc_1")).contains(second);
  }

  @Test
  void theNewestAreListedFirstAndFiltered() {
    IncidentStore store = store();
    Incident alice = incident("inc_1", "alice", Severity.LOW);
    Incident bob = incident("inc_2", "bob", Severity.HIGH);
    Incident closed = incident("inc_3", "carol", Severity.CRITICAL);
    List.of(alice, bob, closed).forEach(store::save);
    closed = closed.in(Incident.State.RESOLVED, new Incident.Closing("root", TIME, ""));
    store.save(closed);
    assertThat(store.list(IncidentFilter.ALL, "", 10)).containsExactly(closed, bob, alice);
    assertThat(store.list(IncidentFilter.ALL, "inc_3", 1)).containsExactly(bob);
    assertThat(store.list(IncidentFilter.OPEN, "", 10)).containsExactly(bob, alice);
    assertThat(list(store, new IncidentFilter(Subject.principal("bob"), null, null, null)))
        .containsExactly(bob);
    assertThat(list(store, new IncidentFilter(null, Incident.State.RESOLVED, null, null)))
        .containsExactly(closed);
    assertThat(list(store, new IncidentFilter(null, null, null, Severity.HIGH)))
        .containsExactly(closed, bob);
    assertThat(list(store, new IncidentFilter(null, null, false, null))).containsExactly(closed);
  }

  private static List<Incident> list(IncidentStore store, IncidentFilter filter) {
    return store.list(filter, "", 10);
  }

  @Test
  void theLastToleranceOfADetectorAndAPrincipalCounts() {
    IncidentStore store = store();
    assertThat(store.tolerances()).isEmpty();
    store.save(new Tolerance("scraping", "alice", 1.5));
    store.save(new Tolerance("scraping", "alice", 2.25));
    store.save(new Tolerance("low-and-slow", "alice", 1.5));
    assertThat(store.tolerances())
        .containsExactlyInAnyOrder(
            new Tolerance("scraping", "alice", 2.25), new Tolerance("low-and-slow", "alice", 1.5));
  }
}
