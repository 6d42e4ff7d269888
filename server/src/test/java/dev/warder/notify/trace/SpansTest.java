package dev.warder.notify.trace;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.Collector;
import dev.warder.model.*;
import dev.warder.notify.forward.SecretSource;
import dev.warder.notify.forward.Target;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Spans as a real receiver reads them.
class SpansTest {
  private static final String ID = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final Instant THEN = Instant.parse("2026-11-23T10:00:00.123Z");
  private static final String SECRET = "wrd_0123456789ABCDEFGHIJKLMNOPQRSTUVxxxxxx";

  private Collector collector;

  @BeforeEach
  void open() throws IOException {
    collector = new Collector();
  }

  @AfterEach
  void close() {
    collector.close();
  }

  private Spans spans(@Nullable SecretSource authorization) throws IOException {
    return new Spans(
        new Spans.Collector(collector.url(), Target.Tls.USUAL, authorization),
        Map.of("service.name", "warder"),
        decision -> decision.verdict().passes() ? 200 : 503);
  }

  private static Decision decision(int number, boolean recorded, Verdict verdict) {
    String span = String.format("%016x", number + 1);
    Trace trace = new Trace(ID, span, "00f067aa0ba902b7", recorded, 1, "vendor=1");
    Attempt attempt =
        new Attempt(
            THEN,
            "tok_gateway",
            Credential.of(SECRET),
            "GET",
            "https",
            "api.example.com",
            new CanonicalPath("/orders/of-somebody", "api_key=" + SECRET),
            Address.ofV4(0xCB007107),
            Map.of("user-agent", "curl/8.5", "cookie", SECRET),
            null,
            null,
            Possession.NONE,
            trace);
    Route route = new Route("GET /orders/{id}", List.of(), Sensitivity.NORMAL, FailureMode.CLOSED);
    return new Decision(
        "dec_" + number,
        THEN,
        attempt,
        null,
        null,
        null,
        route,
        null,
        null,
        null,
        null,
        verdict,
        List.of(),
        List.of("some-rule"),
        1_250);
  }

  @Test
  void aDecisionIsASpanThatSaysWhatWasDecidedAndNothingOfWhoAsked() throws Exception {
    try (Spans spans = spans(null)) {
      var _ = spans.take(decision(7, true, new Verdict.Allow()));
      Span span = collector.next();
      assertThat(Collector.traceId(span)).isEqualTo(ID);
      assertThat(Collector.spanId(span)).isEqualTo("0000000000000008");
      assertThat(Collector.parentId(span)).isEqualTo("00f067aa0ba902b7");
      assertThat(span.getTraceState()).isEqualTo("vendor=1");
      assertThat(span.getName()).isEqualTo("decide GET /orders/{id}");
      assertThat(span.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
      assertThat(span.getEndTimeUnixNano() - span.getStartTimeUnixNano()).isEqualTo(1_250_000);
      assertThat(span.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_UNSET);
      assertThat(Collector.attributes(span))
          .containsOnly(
              Map.entry("http.request.method", "GET"),
              Map.entry("http.route", "/orders/{id}"),
              Map.entry("http.response.status_code", 200L),
              Map.entry("url.scheme", "https"),
              Map.entry("server.address", "api.example.com"),
              Map.entry("warder.decision.id", "dec_7"),
              Map.entry("warder.verdict", "allow"),
              Map.entry("warder.route", "GET /orders/{id}"),
              Map.entry("warder.reasons", List.of("some-rule")));
      assertThat(collector.bodies.remove())
          .doesNotContain(SECRET, "203.0.113.7", "of-somebody", "curl");
      assertThat(
              requireNonNull(collector.last)
                  .getResource()
                  .getAttributes(0)
                  .getValue()
                  .getStringValue())
          .isEqualTo("warder");
    }
  }

  @Test
  void onlyWhatCouldNotBeDecidedIsAnError() throws Exception {
    try (Spans spans = spans(null)) {
      var _ = spans.take(decision(1, true, new Verdict.Deny(Denial.FAILURE)));
      var _ = spans.take(decision(2, true, new Verdict.Deny(Denial.POLICY)));
      Span failed = collector.next();
      assertThat(failed.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
      assertThat(Collector.attributes(failed)).containsEntry("error.type", Denial.FAILURE.wire());
      assertThat(collector.next().getStatus().getCode())
          .isEqualTo(Status.StatusCode.STATUS_CODE_UNSET);
    }
  }

  @Test
  void whatIsNotRecordedIsNotSent() throws Exception {
    try (Spans spans = spans(null)) {
      var _ = spans.take(decision(1, false, new Verdict.Allow()));
      var _ = spans.take(decision(2, true, new Verdict.Allow()));
      assertThat(Collector.spanId(collector.next())).isEqualTo("0000000000000003");
    }
    assertThat(collector.waiting()).isZero();
  }

  @Test
  void aCollectorThatHangsHoldsUpNobodyAndWhatFindsNoRoomIsCounted() throws Exception {
    CountDownLatch latch = new CountDownLatch(1);
    collector.hold = latch;
    try (Spans spans = spans(null)) {
      var _ = spans.take(decision(0, true, new Verdict.Allow()));
      await(() -> collector.requests.get() == 1);
      for (int i = 1; i <= 10_000; i++) {
        var _ =
            spans.take(decision(i, true, new Verdict.Allow())); // would never return if it waited
      }
      assertThat(spans.lost()).isEqualTo(10_000 - spans.waiting());
      long lost = spans.lost();
      assertThat(lost).isPositive();
      latch.countDown();
      await(() -> spans.sent() == 10_001 - lost);
      assertThat(spans.lost()).isEqualTo(lost);
    }
  }

  @Test
  void aBusyCollectorIsAskedAgainAndARefusingOneIsNot() throws Exception {
    collector.refusals.addAll(List.of(503, 429));
    try (Spans spans = spans(null)) {
      var _ = spans.take(decision(1, true, new Verdict.Allow()));
      assertThat(Collector.spanId(collector.next())).isEqualTo("0000000000000002");
      assertThat(collector.requests).hasValue(3);
      collector.refusals.add(400);
      var _ = spans.take(decision(2, true, new Verdict.Allow()));
      await(() -> spans.lost() == 1);
      assertThat(collector.requests).hasValue(4);
      collector.answer = "{\"partialSuccess\":{\"rejectedSpans\":\"1\"}}";
      var _ = spans.take(decision(3, true, new Verdict.Allow()));
      await(() -> spans.lost() == 2);
      assertThat(spans.sent()).isEqualTo(1);
    }
  }

  @Test
  void whatStillWaitsIsHandedOnAtTheEnd(@TempDir Path folder) throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "Bearer of-the-collector\n");
    Files.setPosixFilePermissions(
        secret, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
    try (Spans spans = spans(new SecretSource.InFile(secret))) {
      for (int i = 0; i < 700; i++) {
        var _ = spans.take(decision(i, true, new Verdict.Allow()));
      }
    }
    assertThat(collector.waiting()).isEqualTo(700);
    assertThat(collector.authorization).isEqualTo("Bearer of-the-collector");
  }

  private static void await(BooleanSupplier done) {
    long until = System.nanoTime() + 30_000_000_000L;
    while (!done.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(until);
      LockSupport.parkNanos(5_000_000);
    }
  }
}
