package dev.warder.api;

import dev.warder.http.Call;
import dev.warder.http.Endpoint;
import dev.warder.http.Handler;
import dev.warder.model.Decision;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Counts and times what happens. To be given to `Decider` as a listener.
///
/// All labels are of a few fixed words: nothing that a caller sends becomes one.
public final class Measures implements Consumer<Decision> {
  private static final List<String> VERDICTS =
      List.of("allow", "restrict", "throttle", "step_up", "deny");
  private static final Duration[] DECISION_BUCKETS =
      Stream.of(20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 20_000, 100_000)
          .map(micros -> Duration.ofNanos(micros * 1_000L))
          .toArray(Duration[]::new);
  private static final Duration[] REQUEST_BUCKETS =
      Stream.of(1, 2, 5, 10, 20, 50, 100, 500, 2_000, 10_000)
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

  private record Series(String method, String route, String status) {}

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<String, Counter> verdicts;
  private final Timer latency;
  private final DecisionMeasures details;
  private final Map<Series, Timer> requests = new ConcurrentHashMap<>();

  public Measures() {
    details = new DecisionMeasures(registry);
    verdicts = VERDICTS.stream().collect(Collectors.toMap(v -> v, this::counter));
    latency =
        Timer.builder("warder.decision.latency")
            .description("From the parsed call to its verdict, the record not included")
            .serviceLevelObjectives(DECISION_BUCKETS)
            .register(registry);
  }

  private Counter counter(String verdict) {
    return Counter.builder("warder.decisions")
        .description("Calls that were decided")
        .tag("verdict", verdict)
        .register(registry);
  }

  @Override
  public void accept(Decision decision) {
    Counter counter = verdicts.get(decision.verdict().wire());
    if (counter != null) {
      counter.increment();
    }
    latency.record(decision.latencyMicros(), TimeUnit.MICROSECONDS);
    details.accept(decision);
  }

  /// The same endpoints, each of whose requests is counted and timed under its template.
  public List<Endpoint> timed(List<Endpoint> endpoints) {
    return endpoints.stream().map(this::timed).toList();
  }

  private Endpoint timed(Endpoint endpoint) {
    Handler timed =
        switch (endpoint.handler()) {
          case Handler.Immediate plain ->
              (Handler.Immediate)
                  call -> {
                    watch(endpoint, call);
                    return plain.handle(call);
                  };
          case Handler.WithBody withBody ->
              (Handler.WithBody)
                  head -> {
                    watch(endpoint, head);
                    return withBody.admit(head);
                  };
          case Handler.Blocking blocking ->
              (Handler.Blocking)
                  call -> {
                    watch(endpoint, call);
                    return blocking.handle(call);
                  };
          case Handler.Unread unread ->
              new Handler.Unread(
                  unread.most(),
                  unread.within(),
                  (call, body) -> {
                    watch(endpoint, call);
                    return unread.work().handle(call, body);
                  });
        };
    return new Endpoint(endpoint.method(), endpoint.template(), timed);
  }

  private void watch(Endpoint endpoint, Call call) {
    var _ =
        call.context()
            .log()
            .whenComplete()
            .thenAccept(log -> {
              String status = log.responseStatus().codeClass().name();
              Series series = new Series(endpoint.method(), endpoint.template(), status);
              requests
                  .computeIfAbsent(series, this::timer)
                  .record(log.totalDurationNanos(), TimeUnit.NANOSECONDS);
            });
  }

  private Timer timer(Series series) {
    return Timer.builder("warder.http.requests")
        .description("Requests to Warder itself")
        .tag("method", series.method())
        .tag("route", series.route())
        .tag("status", series.status())
        .serviceLevelObjectives(REQUEST_BUCKETS)
        .register(registry);
  }

  /// Where whoever else has something to measure registers it.
  public MeterRegistry registry() {
    return registry;
  }

  String scrape() {
    return registry.scrape();
  }
}
