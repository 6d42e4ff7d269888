package dev.warder;

import com.google.protobuf.util.JsonFormat;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An OpenTelemetry collector that takes traces by HTTP and reads them with the published protocol.
public final class Collector implements AutoCloseable {
  /// In OTLP's JSON these are hexadecimal, in everybody else's base64.
  private static final Pattern IDS =
      Pattern.compile("\"(traceId|spanId|parentSpanId)\":\"([0-9a-f]+)\"");

  /// Statuses to answer with before it takes anything.
  public final BlockingQueue<Integer> refusals = new LinkedBlockingQueue<>();

  public final BlockingQueue<String> bodies = new LinkedBlockingQueue<>();
  public final AtomicInteger requests = new AtomicInteger();
  public volatile @Nullable CountDownLatch hold;
  public volatile String answer = "{}";
  public volatile @Nullable String authorization;
  private final BlockingQueue<Span> spans = new LinkedBlockingQueue<>();
  public volatile @Nullable ResourceSpans last;
  private final HttpServer server;

  public Collector() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/v1/traces", this::take);
    server.start();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void take(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    authorization = exchange.getRequestHeaders().getFirst("Authorization");
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    CountDownLatch latch = hold;
    if (latch != null) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    Integer refusal = refusals.poll();
    if (refusal == null) {
      read(body);
    }
    byte[] said = answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(refusal == null ? 200 : refusal, said.length);
    exchange.getResponseBody().write(said);
    exchange.close();
  }

  private void read(String body) throws IOException {
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    String plain =
        IDS.matcher(body)
            .replaceAll(found -> {
              byte[] id = HexFormat.of().parseHex(found.group(2));
              return "\""
                  + found.group(1)
                  + "\":\""
                  + Base64.getEncoder().encodeToString(id)
                  + "\"";
            });
    JsonFormat.parser().merge(plain, request);
    bodies.add(body);
    for (ResourceSpans from : request.getResourceSpansList()) {
      last = from;
      from.getScopeSpansList().forEach(scope -> spans.addAll(scope.getSpansList()));
    }
  }

  /// The next span, in the order in which they came.
  public Span next() throws InterruptedException {
    Span span = spans.poll(30, TimeUnit.SECONDS);
    if (span == null) {
      throw new AssertionError("no span came");
    }
    return span;
  }

  public int waiting() {
    return spans.size();
  }

  public static String traceId(Span span) {
    return HexFormat.of().formatHex(span.getTraceId().toByteArray());
  }

  public static String spanId(Span span) {
    return HexFormat.of().formatHex(span.getSpanId().toByteArray());
  }

  public static String parentId(Span span) {
    return HexFormat.of().formatHex(span.getParentSpanId().toByteArray());
  }

  /// Its attributes by name: texts, whole numbers, lists of texts.
  public static Map<String, Object> attributes(Span span) {
    Map<String, Object> all = new HashMap<>();
    for (KeyValue each : span.getAttributesList()) {
      AnyValue value = each.getValue();
      all.put(
          each.getKey(),
          switch (value.getValueCase()) {
            case INT_VALUE -> value.getIntValue();
            case ARRAY_VALUE -> texts(value);
            default -> value.getStringValue();
          });
    }
    return all;
  }

  private static List<String> texts(AnyValue value) {
    return value.getArrayValue().getValuesList().stream().map(AnyValue::getStringValue).toList();
  }

  @Override
  public void close() {
    CountDownLatch latch = hold;
    if (latch != null) {
      latch.countDown();
    }
    server.stop(0);
  }
}
