package dev.warder.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.model.Address;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RefusedCallersTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
  private final List<Event> events = new ArrayList<>();
  private final RefusedCallers refused =
      new RefusedCallers(
          new FloodBudget(Retention.EVERYTHING, now::get), Samples.ids(), now::get, events::add);

  @Test
  void aFloodFromOneSourceIsOneEventASecondWithItsCount() {
    Address source = Address.ofV4(0xCB007107);
    for (int i = 0; i < 50_000; i++) {
      refused.refused(source, "no_credential");
    }
    assertThat(events).isEmpty();
    now.set(NOON.plusSeconds(1));
    refused.refused(source, "no_credential");
    refused.flush();
    assertThat(events).hasSize(1);
    Event event = events.getFirst();
    assertThat(event.time()).isEqualTo(NOON);
    assertThat(event.subject()).isEqualTo("203.0.113.7");
    assertThat(event.details())
        .containsEntry("count", 50_000L)
        .containsEntry("reason", "no_credential");
    now.set(NOON.plusSeconds(2));
    refused.flush();
    assertThat(events.getLast().details()).containsEntry("count", 1L);
    assertThat(events).hasSize(2);
  }

  @Test
  void aFloodFromManySourcesIsBoundedAndNothingGoesUncounted() {
    for (int i = 0; i < 20_000; i++) {
      refused.refused(Address.ofV4(i), "unknown_token");
    }
    refused.refused(null, "unknown_token");
    now.set(NOON.plusSeconds(1));
    refused.flush();
    assertThat(events).hasSize(1_001);
    long sum = events.stream().mapToLong(e -> (Long) e.details().get("count")).sum();
    assertThat(sum).isEqualTo(20_001);
  }
}
