package dev.warder.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warder.model.Fault;
import dev.warder.model.IdSource;
import dev.warder.store.memory.MemoryIncidentStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IncidentsTest {
  private static final Instant TIME = Instant.parse("2026-11-23T10:00:00Z");

  private final MemoryIncidentStore store = new MemoryIncidentStore();
  private final List<Incident> told = new ArrayList<>();
  private final IdSource ids = new IdSource(InstantSource.system(), new Random(1));
  private final Incidents incidents = new Incidents(store, ids, InstantSource.system(), told::add);

  private static Detection detection(String detector, Duration after, Severity severity) {
    return new Detection(
        detector,
        TIME.plus(after),
        Subject.principal("alice"),
        "tok_1",
        "dec_1",
        severity,
        "saw " + detector);
  }

  private List<Incident> all() {
    return incidents.list(IncidentFilter.ALL, "", 100);
  }

  @Test
  void whatBelongsTogetherIsOneStory() {
    for (int i = 0; i < 100; i++) {
      incidents.add(detection("scraping", Duration.ofMinutes(i), Severity.MEDIUM));
    }
    incidents.add(detection("stolen-token", Duration.ofMinutes(100), Severity.HIGH));
    assertThat(all()).hasSize(1);
    Incident incident = all().getFirst();
    assertThat(incident.timeline()).hasSize(2);
    assertThat(incident.timeline().getFirst().count()).isEqualTo(100);
    assertThat(incident.severity()).isEqualTo(Severity.HIGH);
    assertThat(Story.of(incident)).isEqualTo("Principal alice: saw stolen-token; saw scraping");
    assertThat(told).hasSize(2);
  }

  @Test
  void threeKindsOfThingsMakeItWorse() {
    incidents.add(detection("scraping", Duration.ZERO, Severity.MEDIUM));
    incidents.add(detection("low-and-slow", Duration.ofMinutes(1), Severity.HIGH));
    incidents.add(detection("privilege-creep", Duration.ofMinutes(2), Severity.LOW));
    assertThat(all().getFirst().severity()).isEqualTo(Severity.CRITICAL);
  }

  @Test
  void afterAnHourOfSilenceANewStoryBegins() {
    incidents.add(detection("scraping", Duration.ZERO, Severity.MEDIUM));
    incidents.add(detection("scraping", Duration.ofMinutes(61), Severity.MEDIUM));
    assertThat(all()).hasSize(2);
  }

  @Test
  void aTimelineIsBoundedAndKeepsItsBeginning() {
    for (int i = 0; i < 200; i++) {
      incidents.add(detection("d" + i, Duration.ofSeconds(i), Severity.LOW));
    }
    assertThat(all().getFirst().timeline()).hasSize(50);
    assertThat(all().getFirst().timeline().getFirst().detector()).isEqualTo("d0");
    assertThat(all().getFirst().timeline().getLast().detector()).isEqualTo("d199");
  }

  @Test
  void openStoriesGoOnAfterARestart() {
    incidents.add(detection("scraping", Duration.ZERO, Severity.MEDIUM));
    Incidents restarted = new Incidents(store, ids, InstantSource.system(), told::add);
    restarted.add(detection("scraping", Duration.ofMinutes(1), Severity.MEDIUM));
    assertThat(all()).hasSize(1);
  }

  @Test
  void aFalseAlarmRaisesTheThresholdUpToALimit() {
    double before = 1;
    for (int i = 0; i < 10; i++) {
      incidents.add(detection("scraping", Duration.ofHours(2L * i), Severity.MEDIUM));
      String open = incidents.list(IncidentFilter.OPEN, "", 1).getFirst().id();
      incidents.close(open, true, "root", "the yearly export");
      double now = incidents.tolerance("scraping", "alice");
      assertThat(now).isBetween(before, 4.0);
      before = now;
    }
    assertThat(before).isEqualTo(4.0);
    assertThat(incidents.tolerance("scraping", "bob")).isEqualTo(1);
    Incidents restarted = new Incidents(store, ids, InstantSource.system(), told::add);
    assertThat(restarted.tolerance("scraping", "alice")).isEqualTo(4.0);
  }

  @Test
  void nobodyTalksAHoneyTokenIntoSilence() {
    incidents.add(detection("honey-token", Duration.ZERO, Severity.CRITICAL));
    incidents.close(all().getFirst().id(), true, "root", "it was me");
    assertThat(incidents.tolerance("honey-token", "alice")).isEqualTo(1);
  }

  @Test
  void whatIsClosedStaysClosed() {
    incidents.add(detection("scraping", Duration.ZERO, Severity.MEDIUM));
    String id = all().getFirst().id();
    incidents.acknowledge(id);
    incidents.close(id, false, "root", "blocked");
    assertThatThrownBy(() -> incidents.acknowledge(id)).isInstanceOf(Fault.Conflict.class);
    assertThatThrownBy(() -> incidents.close(id, true, "root", ""))
        .isInstanceOf(Fault.Conflict.class);
    incidents.add(detection("scraping", Duration.ofMinutes(1), Severity.MEDIUM));
    assertThat(all()).hasSize(2);
  }
}
