package dev.warder.app;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.warder.app.settings.Settings;
import dev.warder.gateway.Traces;
import dev.warder.http.ClientAnswer;
import dev.warder.model.Decision;
import dev.warder.model.Trace;
import dev.warder.notify.outbox.Notice;
import dev.warder.notify.trace.Spans;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Distributed traces: which calls are followed, who is handed their spans, and which of the last
/// traces a notice belongs to. Off, it does nothing.
final class Tracing implements Consumer<Decision>, AutoCloseable {
  private static final int MOST_KEPT = 10_000;
  private static final Duration KEPT = Duration.ofMinutes(10);

  private final Traces traces;
  private final @Nullable Spans spans;
  private final Cache<String, String> recent =
      Caffeine.newBuilder().maximumSize(MOST_KEPT).expireAfterWrite(KEPT).build();

  private Tracing(Traces traces, @Nullable Spans spans) {
    this.traces = traces;
    this.spans = spans;
  }

  static Tracing open(Settings settings) throws IOException {
    Settings.Traces wanted = settings.traces();
    if (wanted == null) {
      return new Tracing(Traces.OFF, null);
    }
    Spans spans =
        new Spans(
            wanted.collector(),
            Map.of("service.name", wanted.service()),
            decision -> ClientAnswer.to(decision).status());
    return new Tracing(new Traces(true, wanted.ratio(), wanted.follow()), spans);
  }

  Traces traces() {
    return traces;
  }

  @Override
  public void accept(Decision decision) {
    Trace trace = spans == null ? null : spans.take(decision);
    if (trace != null) {
      recent.put(decision.id(), trace.traceparent());
    }
  }

  /// The notice with the trace of the call that led to it, as far as that is remembered.
  Notice of(Notice notice, String decisionId) {
    String traceparent = recent.getIfPresent(decisionId);
    return traceparent == null ? notice : notice.with(Trace.HEADER, traceparent);
  }

  void measure(MeterRegistry registry) {
    if (spans == null) {
      return;
    }
    FunctionCounter.builder("warder.traces.sent", spans, Spans::sent)
        .description("Spans that the collector took")
        .register(registry);
    FunctionCounter.builder("warder.traces.lost", spans, Spans::lost)
        .description("Spans that found no room, or that the collector did not take")
        .register(registry);
    Gauge.builder("warder.traces.waiting", spans, Spans::waiting)
        .description("Spans that wait for the collector")
        .register(registry);
  }

  @Override
  public void close() {
    if (spans != null) {
      spans.close();
    }
  }
}
