package dev.warder.notify.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.notify.forward.Target.Tls;
import dev.warder.notify.outbox.Channel.Destination;
import dev.warder.store.memory.MemoryOutboxStore;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/// An alert that has ended is not raised again by a message that was kept back.
class OvertakenAlertTest {
  private static final List<Recipient> ALL = List.of(new Recipient.Operators());
  private static final Instant TIME = Instant.parse("2026-11-23T10:00:00Z");

  private static Notice notice(String id, String state) {
    return new Notice(
        id,
        "incident",
        "inc_1",
        TIME,
        Instant.now().plusSeconds(3600),
        Urgency.HIGH,
        state.equals("resolved"),
        "high incident: principal alice",
        "Principal alice: looked around",
        Map.of("state", state));
  }

  private static Channel channel(String name, Destination destination) {
    return new Channel(name, Urgency.MEDIUM, Set.of(), destination);
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      LockSupport.parkNanos(2_000_000);
    }
  }

  @Test
  void whatWasKeptBackIsNotSentBehindWhatIsNewer() throws Exception {
    try (Inbox inbox = new Inbox(0)) {
      URI url = URI.create("http://127.0.0.1:" + inbox.port());
      Channel alerts = channel("alerts", new Destination.Alertmanager(url, Tls.USUAL, null));
      URI nobody = URI.create("http://127.0.0.1:1/in");
      Channel hook = channel("hook", new Destination.Webhook(nobody, Tls.USUAL, null, null));
      inbox.refusals.set(1);
      try (Outbox outbox =
          new Outbox(
              List.of(alerts, hook), new MemoryOutboxStore(), InstantSource.system(), d -> {})) {
        outbox.send(notice("inc_1.1", "open"), ALL);
        await(() -> outbox.of("alerts").trouble() != null);
        outbox.send(notice("inc_1.2", "resolved"), ALL);
        await(() -> outbox.of("alerts").waiting() == 0);
        assertThat(inbox.all).hasSize(1);
        assertThat(inbox.all.getFirst().body()).contains("\"state\":\"resolved\"");
        assertThat(outbox.of("alerts").dropped()).isZero();
        assertThat(outbox.of("hook").waiting()).isEqualTo(2);
      }
    }
  }
}
