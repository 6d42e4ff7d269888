package dev.warder.notify.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What every outbox store must do.
public abstract class OutboxStoreContract {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  protected abstract OutboxStore store();

  private static Delivery delivery(String id, String target, Instant next) {
    Notice notice =
        new Notice(
            id,
            "incident",
            "inc_1",
            NOON,
            NOON.plusSeconds(60),
            Urgency.LOW,
            true,
            "t",
            "x\n\u00fc",
            Map.of("a", "b"));
    return new Delivery(notice, target, "", 0, next);
  }

  @Test
  void whatWasAddedIsDueInItsTurnUntilItIsRemoved() {
    OutboxStore store = store();
    Delivery second = delivery("n2", "ops", NOON);
    Delivery first = delivery("n1", "ops", NOON.minusSeconds(1));
    store.add(List.of(second, first, delivery("n3", "ops", NOON.plusSeconds(1))));
    store.add(List.of(delivery("n1", "others", NOON)));
    assertThat(store.due("ops", NOON, 10)).containsExactly(first, second);
    assertThat(store.due("ops", NOON, 1)).containsExactly(first);
    store.remove(first);
    assertThat(store.due("ops", NOON, 10)).containsExactly(second);
    assertThat(store.waiting("ops")).isEqualTo(2);
    assertThat(store.waiting("others")).isEqualTo(1);
  }

  @Test
  void whatIsThereStaysAsItIsAndIsPutOff() {
    OutboxStore store = store();
    Delivery delivery = delivery("n1", "ops", NOON);
    store.add(List.of(delivery));
    Delivery later = delivery.later(NOON.plusSeconds(30));
    store.later(later);
    store.add(List.of(delivery));
    assertThat(store.due("ops", NOON, 10)).isEmpty();
    assertThat(store.due("ops", NOON.plusSeconds(30), 10)).containsExactly(later);
    store.remove(later);
    store.later(later);
    assertThat(store.waiting("ops")).isZero();
  }
}
