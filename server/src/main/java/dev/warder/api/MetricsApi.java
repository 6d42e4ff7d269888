package dev.warder.api;

import com.linecorp.armeria.common.MediaType;
import dev.warder.audit.Journal;
import dev.warder.context.IntelInfo;
import dev.warder.http.Endpoint;
import dev.warder.http.Handler;
import dev.warder.monitor.DetectorKind;
import dev.warder.monitor.Monitor;
import dev.warder.notify.forward.Forwarding;
import dev.warder.notify.outbox.Outbox;
import dev.warder.notify.signal.Transmitter;
import dev.warder.policy.PolicyEngine;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/// `/metrics`, as Prometheus reads it. Anybody who reaches the port may: it counts, and names
/// nobody.
final class MetricsApi {
  private static final MediaType PROMETHEUS =
      MediaType.parse("text/plain; version=0.0.4; charset=utf-8");

  private final Measures measures;
  private final ApiRooms rooms;
  private final InstantSource clock;
  private final MultiGauge intelAges;

  MetricsApi(Measures measures, ApiRooms rooms, InstantSource clock) {
    this.measures = measures;
    this.rooms = rooms;
    this.clock = clock;
    MeterRegistry registry = measures.registry();
    Journal journal = rooms.journal();
    gauge(registry, "warder.journal.waiting", "Records that wait to be written", journal::waiting);
    gauge(
        registry,
        "warder.journal.healthy",
        "1 while the journal can be written, otherwise 0",
        () -> journal.healthy() ? 1 : 0);
    gauge(
        registry,
        "warder.search.lag.records",
        "Records that the search index does not know yet; -1 where it cannot be read",
        rooms.feeder()::lag);
    gauge(
        registry,
        "warder.journal.uncopied",
        "Signed records that the copies of the checkpoint lack; 0 where none are configured",
        () -> journal.uncopied().orElse(0));
    gauge(
        registry,
        "warder.journal.upkeep.healthy",
        "1 while closed segments can be compressed and removed, otherwise 0",
        () -> journal.upkeepTrouble().isEmpty() ? 1 : 0);
    gauge(registry, "warder.tokens", "Tokens on record", () -> rooms.tokens().count());
    gauge(registry, "warder.profiles", "Principals with a profile", () -> rooms.risk().profiles());
    watching(registry, rooms);
    policies(registry, rooms.policy());
    if (rooms.transmitter() != null) {
      signals(registry, rooms.transmitter());
    }
    rooms.forwarding().progress().forEach(each -> forwarding(registry, rooms, each.target()));
    rooms.outbox().progress().forEach(each -> notifying(registry, rooms.outbox(), each.target()));
    intelAges =
        MultiGauge.builder("warder.intel.age.seconds")
            .description("Age of the place and network data in force")
            .register(registry);
  }

  private static void forwarding(MeterRegistry registry, ApiRooms rooms, String target) {
    Forwarding forwarding = rooms.forwarding();
    Gauge.builder(
            "warder.forward.lag.records",
            () -> forwarding.progress(target).map(Forwarding.Progress::lag).orElse(-1L))
        .description("Records that a target does not have yet")
        .tag("target", target)
        .register(registry);
    Gauge.builder(
            "warder.forward.failing",
            () ->
                forwarding.progress(target).filter(Forwarding.Progress::isFailing).isPresent()
                    ? 1
                    : 0)
        .description("1 while records cannot be handed to a target, otherwise 0")
        .tag("target", target)
        .register(registry);
  }

  private static void notifying(MeterRegistry registry, Outbox outbox, String target) {
    told(
        registry,
        "warder.notify.waiting",
        "Notices that a target has not taken yet",
        target,
        () -> outbox.of(target).waiting());
    told(
        registry,
        "warder.notify.failing",
        "1 while a target takes nothing, otherwise 0",
        target,
        () -> outbox.of(target).trouble() == null ? 0 : 1);
    FunctionCounter.builder("warder.notify.sent", outbox, o -> o.of(target).sent())
        .description("Notices that a target took")
        .tag("target", target)
        .register(registry);
    FunctionCounter.builder("warder.notify.dropped", outbox, o -> o.of(target).dropped())
        .description("Notices that a target did not take in time, or that found no room")
        .tag("target", target)
        .register(registry);
  }

  private static void told(
      MeterRegistry registry,
      String name,
      String description,
      String target,
      Supplier<Number> value) {
    Gauge.builder(name, value).description(description).tag("target", target).register(registry);
  }

  private static void watching(MeterRegistry registry, ApiRooms rooms) {
    Monitor monitor = rooms.monitor();
    gauge(registry, "warder.monitor.waiting", "Calls that wait to be watched", monitor::waiting);
    gauge(registry, "warder.incidents.open", "Open incidents", rooms.incidents()::open);
    FunctionCounter.builder("warder.monitor.lost", monitor, Monitor::lost)
        .description("Calls that were not watched because too many came")
        .register(registry);
    FunctionCounter.builder("warder.monitor.unmatched", monitor, Monitor::unmatched)
        .description("Outcomes whose calls are not remembered any more")
        .register(registry);
    for (DetectorKind kind : DetectorKind.values()) {
      FunctionCounter.builder("warder.detections", monitor, m -> m.detections(kind))
          .description("What the detectors found")
          .tag("detector", kind.wire())
          .register(registry);
    }
  }

  private static void signals(MeterRegistry registry, Transmitter transmitter) {
    FunctionCounter.builder("warder.signals.made", transmitter, Transmitter::made)
        .description("Security events that were made for receivers")
        .register(registry);
    FunctionCounter.builder("warder.signals.dropped", transmitter, Transmitter::dropped)
        .description("Security events that were not made because too many waited")
        .register(registry);
    FunctionCounter.builder("warder.signals.refused", transmitter, Transmitter::refused)
        .description("Security events that a receiver said it will never take")
        .register(registry);
  }

  private static void policies(MeterRegistry registry, PolicyEngine policy) {
    gauge(
        registry,
        "warder.policy.rejected",
        "1 while what the policy folder holds cannot come into force, otherwise 0",
        () -> policy.rejected().isPresent() ? 1 : 0);
    gauge(
        registry,
        "warder.policy.number",
        "Counts the sets of policies that came into force",
        () -> policy.inForce().number());
    FunctionCounter.builder("warder.policy.rejections", policy, PolicyEngine::rejections)
        .description("How often what the policy folder holds could not come into force")
        .register(registry);
  }

  private static void gauge(
      MeterRegistry registry, String name, String description, Supplier<Number> value) {
    Gauge.builder(name, value).description(description).register(registry);
  }

  List<Endpoint> endpoints() {
    Handler.Blocking scrape =
        call -> {
          intelAges.register(rooms.intel().info().stream().map(this::age).toList(), true);
          return Answer.text(PROMETHEUS, measures.scrape()).toHttpResponse();
        };
    return List.of(new Endpoint("GET", "/metrics", scrape));
  }

  private MultiGauge.Row<?> age(IntelInfo info) {
    String networks = info.networkClass() == null ? "" : info.networkClass().wire();
    Tags tags =
        Tags.of("kind", info.kind().wire(), "class", networks, "origin", info.origin().wire());
    return MultiGauge.Row.of(tags, info.age(clock.instant()).toSeconds());
  }
}
