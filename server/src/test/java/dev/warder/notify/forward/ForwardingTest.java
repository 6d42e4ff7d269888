package dev.warder.notify.forward;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.JsonFormat;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.warder.model.Form;
import dev.warder.notify.forward.Target.Destination;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForwardingTest {
  private static final String SECRET = "a secret that only two know";

  @TempDir private Path folder;

  private Forwarding to(Numbers feed, Destination destination) {
    Target target = new Target("siem", Form.JSONL, false, destination);
    return new Forwarding(
        feed, List.of(target), folder.resolve("forward"), new ByteArrayOutputStream());
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      LockSupport.parkNanos(2_000_000);
    }
  }

  private static boolean isThrough(Forwarding forwarding) {
    return forwarding.progress("siem").orElseThrow().lag() == 0;
  }

  /// Does what it is told, and keeps what it took.
  private static final class Web implements AutoCloseable {
    private final HttpServer server;
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private final List<String> signatures = Collections.synchronizedList(new ArrayList<>());
    private final List<byte[]> bodies = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger refusals = new AtomicInteger();

    Web(int port) throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      server.createContext("/", this::answer);
      server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
      byte[] body = exchange.getRequestBody().readAllBytes();
      boolean refuse = refusals.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
      if (!refuse) {
        bodies.add(body);
        lines.addAll(new String(body, StandardCharsets.UTF_8).lines().toList());
        String signature = exchange.getRequestHeaders().getFirst("X-Warder-Signature");
        signatures.add(signature == null ? "" : signature);
      }
      exchange.sendResponseHeaders(refuse ? 503 : 204, -1);
      exchange.close();
    }

    URI url() {
      return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/in");
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }

  private Destination.Web web(URI url) throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), SECRET + "\n");
    return new Destination.Web(url, Target.Tls.USUAL, new SecretSource.InFile(secret), null);
  }

  @Test
  void aFileGetsEveryLineOnceAlsoWhenItWasMovedAway() throws IOException {
    Numbers feed = new Numbers(1_200);
    Path file = folder.resolve("out.jsonl");
    try (Forwarding forwarding = to(feed, new Destination.Lines(file))) {
      await(() -> isThrough(forwarding));
      Files.move(file, folder.resolve("out.1"));
      feed.next.set(1_300);
      await(() -> isThrough(forwarding));
    }
    List<String> lines = new ArrayList<>(Files.readAllLines(folder.resolve("out.1")));
    lines.addAll(Files.readAllLines(file));
    assertThat(lines).isEqualTo(feed.texts());
  }

  @Test
  void halfALineThatACrashLeftIsWrittenWhole() throws IOException {
    Numbers feed = new Numbers(3);
    Path file = folder.resolve("out.jsonl");
    Files.writeString(file, "{\"seq\":0}\n{\"se");
    try (Forwarding forwarding = to(feed, new Destination.Lines(file))) {
      await(() -> isThrough(forwarding));
    }
    assertThat(Files.readAllLines(file)).hasSize(4).doesNotContain("{\"se");
  }

  @Test
  void aBatchIsSignedOverItsTimeAndItsBody() throws IOException, GeneralSecurityException {
    Numbers feed = new Numbers(7);
    try (Web receiver = new Web(0);
        Forwarding forwarding = to(feed, web(receiver.url()))) {
      await(() -> isThrough(forwarding));
      assertThat(receiver.lines).isEqualTo(feed.texts());
      String[] parts = receiver.signatures.getFirst().split("[=,]");
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update((parts[1] + ".").getBytes(StandardCharsets.UTF_8));
      byte[] right = mac.doFinal(receiver.bodies.getFirst());
      assertThat(parts[3]).isEqualTo(HexFormat.of().formatHex(right));
    }
  }

  @Test
  void nothingIsLostWhereReceiverAndServiceEndAndComeBack() throws IOException {
    Numbers feed = new Numbers(900);
    List<String> all = new ArrayList<>();
    int port;
    Destination.Web destination;
    try (Web receiver = new Web(0)) {
      port = receiver.server.getAddress().getPort();
      destination = web(receiver.url());
      receiver.refusals.set(2);
      try (Forwarding forwarding = to(feed, destination)) {
        await(() -> forwarding.progress("siem").orElseThrow().isFailing());
        assertThat(forwarding.isWorking()).isFalse();
        await(() -> isThrough(forwarding));
        assertThat(forwarding.isWorking()).isTrue();
      }
      all.addAll(receiver.lines);
    }
    feed.next.set(1_700);
    try (Forwarding forwarding = to(feed, destination)) {
      await(() -> forwarding.progress("siem").orElseThrow().isFailing());
      assertThat(forwarding.progress("siem").orElseThrow().lag()).isEqualTo(800);
      try (Web receiver = new Web(port)) {
        await(() -> isThrough(forwarding));
        all.addAll(receiver.lines);
      }
    }
    assertThat(new LinkedHashSet<>(all)).containsExactlyElementsOf(feed.texts());
  }

  @Test
  void aDeadTargetHoldsUpNoOther() throws IOException {
    Numbers feed = new Numbers(600);
    Path file = folder.resolve("out.jsonl");
    Target dead = new Target("dead", Form.JSONL, false, web(URI.create("http://127.0.0.1:1/")));
    Target alive = new Target("siem", Form.JSONL, false, new Destination.Lines(file));
    try (Forwarding forwarding =
        new Forwarding(
            feed, List.of(dead, alive), folder.resolve("f"), new ByteArrayOutputStream())) {
      await(() -> isThrough(forwarding));
      await(() -> forwarding.progress("dead").orElseThrow().isFailing());
      assertThat(forwarding.progress("dead").orElseThrow().lag()).isEqualTo(600);
      assertThat(forwarding.progress("dead").orElseThrow().trouble()).doesNotContain(SECRET);
    }
    assertThat(Files.readAllLines(file)).hasSize(600);
  }

  @Test
  void aNewTargetMayBeginWithNow() throws IOException {
    Numbers feed = new Numbers(50);
    Path file = folder.resolve("out.jsonl");
    Target target = new Target("siem", Form.JSONL, true, new Destination.Lines(file));
    Path offsets = folder.resolve("f");
    try (Forwarding forwarding =
        new Forwarding(feed, List.of(target), offsets, new ByteArrayOutputStream())) {
      await(() -> Files.exists(offsets.resolve("siem.offset")));
      feed.next.set(53);
      await(() -> Files.exists(file) && isThrough(forwarding));
    }
    assertThat(Files.readAllLines(file)).isEqualTo(feed.texts().subList(50, 53));
  }

  @Test
  void anOffsetOfAnotherJournalBeginsAnew() throws IOException {
    Path offsets = Files.createDirectories(folder.resolve("forward"));
    Files.writeString(offsets.resolve("siem.offset"), "5\nevt_of_another\n");
    Numbers feed = new Numbers(9);
    Path file = folder.resolve("out.jsonl");
    try (Forwarding forwarding = to(feed, new Destination.Lines(file))) {
      await(() -> Files.exists(file) && isThrough(forwarding));
    }
    assertThat(Files.readAllLines(file)).isEqualTo(feed.texts());
  }

  @Test
  void aCollectorReadsLogRecords() throws IOException {
    Numbers feed = new Numbers(3);
    try (Web receiver = new Web(0);
        Forwarding forwarding =
            to(feed, new Destination.Otel(receiver.url(), Target.Tls.USUAL, null))) {
      await(() -> isThrough(forwarding));
      ExportLogsServiceRequest.Builder request = ExportLogsServiceRequest.newBuilder();
      JsonFormat.parser()
          .merge(new String(receiver.bodies.getFirst(), StandardCharsets.UTF_8), request);
      List<LogRecord> logs = request.getResourceLogs(0).getScopeLogs(0).getLogRecordsList();
      assertThat(logs).hasSize(3);
      assertThat(logs.get(1).getBody().getStringValue()).isEqualTo(Numbers.text(1));
      assertThat(logs.get(1).getTimeUnixNano()).isEqualTo(1_795_428_001_123_000_000L);
      assertThat(logs.get(0).getSeverityNumber()).isEqualTo(SeverityNumber.SEVERITY_NUMBER_WARN);
      assertThat(logs.get(2).getAttributes(1).getValue().getIntValue()).isEqualTo(2);
    }
  }
}
