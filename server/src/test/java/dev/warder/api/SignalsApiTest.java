package dev.warder.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.warder.House;
import dev.warder.Plan;
import dev.warder.audit.JournalFeed;
import dev.warder.notify.signal.RefusedSignal;
import dev.warder.notify.signal.SigningKey;
import dev.warder.notify.signal.Transmitter;
import dev.warder.store.sqlite.SqliteDatabase;
import dev.warder.store.sqlite.SqliteSignalStore;
import dev.warder.store.sqlite.SqliteStreamStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Shared Signals as a receiver sees it: over HTTP.
class SignalsApiTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String REVOKED =
      "https://schemas.openid.net/secevent/caep/event-type/session-revoked";

  private final List<RefusedSignal> refused = new CopyOnWriteArrayList<>();
  private final AtomicLong ids = new AtomicLong();
  private SqliteDatabase database;
  private @Nullable Transmitter transmitter;
  private Office office;
  private String receiver;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    database = SqliteDatabase.open(folder.resolve("warder.db"));
    office = new Office(folder, Plan.DEFAULT, of -> transmitter(folder, of));
    receiver = office.key("idp", "warder:signals");
    await(() -> new SqliteSignalStore(database).next() >= 0);
  }

  private Transmitter transmitter(Path folder, House of) {
    Transmitter made =
        new Transmitter(
            new Transmitter.Identity(
                "https://warder.example.com",
                SigningKey.open(folder.resolve("signals.key")),
                true,
                token -> "alice"),
            new JournalFeed(of.reader),
            new SqliteSignalStore(database),
            new SqliteStreamStore(database),
            () -> "set_" + ids.incrementAndGet(),
            of.clock,
            refused::add);
    transmitter = made;
    return made;
  }

  @AfterEach
  void close() throws IOException {
    if (transmitter != null) {
      transmitter.close();
    }
    office.close();
    database.close();
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      LockSupport.parkNanos(2_000_000);
    }
  }

  private Office.Reply send(String method, String path, String body) throws IOException {
    return office.send(receiver, method, path, body);
  }

  private String created(String body) throws IOException {
    return Office.json(201, send("POST", "/ssf/streams", body)).path("stream_id").asString();
  }

  private JsonNode poll(String stream, String body) throws IOException {
    return Office.json(200, send("POST", "/ssf/poll/" + stream, body));
  }

  @Test
  void anybodyFindsTheEndpointsAndTheKey() throws Exception {
    JsonNode metadata =
        Office.json(200, office.send("", "GET", "/.well-known/ssf-configuration", ""));
    assertThat(metadata.path("issuer").asString()).isEqualTo("https://warder.example.com");
    assertThat(metadata.path("spec_version").asString()).isEqualTo("1_0");
    JsonNode keys = Office.json(200, office.send("", "GET", "/ssf/jwks.json", ""));
    assertThat(keys.path("keys").get(0).path("kty").asString()).isEqualTo("RSA");
    assertThat(keys.toString()).doesNotContain("\"d\"");
  }

  @Test
  void streamsAreManagedByThoseWhoMadeThemAlone() throws Exception {
    String id = created("{\"events_requested\":[\"" + REVOKED + "\"],\"description\":\"one\"}");
    JsonNode shown = Office.json(200, send("GET", "/ssf/streams?stream_id=" + id, ""));
    assertThat(shown.path("aud").asString()).isEqualTo("idp");
    assertThat(shown.path("events_delivered").get(0).asString()).isEqualTo(REVOKED);
    assertThat(Office.json(200, send("GET", "/ssf/streams", "")).size()).isEqualTo(1);
    String change = "{\"stream_id\":\"" + id + "\",\"description\":\"two\"}";
    JsonNode patched = Office.json(200, send("PATCH", "/ssf/streams", change));
    assertThat(patched.path("description").asString()).isEqualTo("two");
    assertThat(patched.path("events_delivered").size()).isEqualTo(1);
    JsonNode put = Office.json(200, send("PUT", "/ssf/streams", change));
    assertThat(put.path("events_delivered").size()).isZero();
    String pause = "{\"stream_id\":\"" + id + "\",\"status\":\"paused\",\"reason\":\"lunch\"}";
    assertThat(send("POST", "/ssf/status", pause).status()).isEqualTo(200);
    JsonNode status = Office.json(200, send("GET", "/ssf/status?stream_id=" + id, ""));
    assertThat(status.path("status").asString()).isEqualTo("paused");
    assertThat(status.path("reason").asString()).isEqualTo("lunch");

    String other = office.key("other", "warder:signals");
    assertThat(office.send(other, "GET", "/ssf/streams?stream_id=" + id, "").status())
        .isEqualTo(404);
    assertThat(office.send(other, "DELETE", "/ssf/streams?stream_id=" + id, "").status())
        .isEqualTo(404);
    assertThat(office.send(other, "POST", "/ssf/poll/" + id, "{}").status()).isEqualTo(404);
    String without = office.key("reader", "warder:read");
    assertThat(office.send(without, "GET", "/ssf/streams", "").status()).isEqualTo(403);
    assertThat(office.send("", "GET", "/ssf/streams", "").status()).isEqualTo(401);
    assertThat(send("DELETE", "/ssf/streams?stream_id=" + id, "").status()).isEqualTo(204);
    assertThat(send("GET", "/ssf/streams?stream_id=" + id, "").status()).isEqualTo(404);
  }

  @Test
  void whatMakesNoSenseIsRefused() throws Exception {
    for (String body :
        List.of(
            "[]",
            "{\"delivery\":{\"method\":\"urn:example:pigeon\"}}",
            "{\"delivery\":{\"method\":\"urn:ietf:rfc:8935\"}}",
            "{\"delivery\":{\"method\":\"urn:ietf:rfc:8935\",\"endpoint_url\":\"file:///etc\"}}",
            "{\"events_requested\":\"all\"}")) {
      assertThat(send("POST", "/ssf/streams", body).status()).as(body).isEqualTo(400);
    }
    String id = created("{}");
    assertThat(send("POST", "/ssf/poll/" + id, "{\"maxEvents\":-1}").status()).isEqualTo(400);
    String status = "{\"stream_id\":\"" + id + "\",\"status\":\"asleep\"}";
    assertThat(send("POST", "/ssf/status", status).status()).isEqualTo(400);
  }

  @Test
  void aVerificationIsPolledUntilItIsAcknowledged() throws Exception {
    String id = created("{}");
    String verify = "{\"stream_id\":\"" + id + "\",\"state\":\"mine\"}";
    assertThat(send("POST", "/ssf/verify", verify).status()).isEqualTo(204);
    assertThat(send("POST", "/ssf/verify", verify).status()).isEqualTo(204);
    JsonNode first = poll(id, "{\"maxEvents\":1,\"returnImmediately\":true}");
    assertThat(first.path("sets").size()).isEqualTo(1);
    assertThat(first.path("moreAvailable").asBoolean()).isTrue();
    String jti = first.path("sets").propertyNames().iterator().next();
    assertThat(poll(id, "{\"maxEvents\":1}").path("sets").has(jti)).isTrue();
    JsonNode rest = poll(id, "{\"ack\":[\"" + jti + "\"]}");
    assertThat(rest.path("sets").size()).isEqualTo(1);
    assertThat(rest.path("sets").has(jti)).isFalse();
    String last = rest.path("sets").propertyNames().iterator().next();
    String errors = "{\"setErrs\":{\"" + last + "\":{\"err\":\"invalid_request\"}}}";
    assertThat(poll(id, errors).path("sets").size()).isZero();
  }

  /// Answers as it is told to, then takes everything.
  private static final class Endpoint implements AutoCloseable {
    private final HttpServer server;
    private final Queue<String> answers = new ConcurrentLinkedQueue<>();
    private final BlockingQueue<JsonNode> taken = new LinkedBlockingQueue<>();

    private Endpoint(String... answers) throws IOException {
      this.answers.addAll(new ArrayDeque<>(List.of(answers)));
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            byte[] set = exchange.getRequestBody().readAllBytes();
            String answer = this.answers.poll();
            if (answer == null) {
              String[] parts = new String(set, StandardCharsets.US_ASCII).split("\\.");
              taken.add(JSON.readTree(java.util.Base64.getUrlDecoder().decode(parts[1])));
              exchange.sendResponseHeaders(202, -1);
            } else {
              byte[] body = answer.substring(3).getBytes(StandardCharsets.UTF_8);
              exchange.sendResponseHeaders(Integer.parseInt(answer.substring(0, 3)), body.length);
              exchange.getResponseBody().write(body);
            }
            exchange.close();
          });
      server.start();
    }

    private String stream() {
      return "{\"events_requested\":[\""
          + REVOKED
          + "\"],\"delivery\":{\"method\":\"urn:ietf:rfc:8935\",\"endpoint_url\":\"http://127.0.0.1:"
          + server.getAddress().getPort()
          + "/\"}}";
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }

  private void verify(String stream, String state) throws IOException {
    String body = "{\"stream_id\":\"" + stream + "\",\"state\":\"" + state + "\"}";
    assertThat(send("POST", "/ssf/verify", body).status()).isEqualTo(204);
  }

  @Test
  void aPushThatFailsIsRepeatedAlsoAfterA400WithoutAReason() throws Exception {
    try (Endpoint endpoint = new Endpoint("503", "400", "400{\"err\":\"authentication_failed\"}")) {
      verify(created(endpoint.stream()), "mine");
      JsonNode set = endpoint.taken.poll(30, TimeUnit.SECONDS);
      assertThat(set).isNotNull();
      assertThat(set.path("events").toString()).contains("mine");
      assertThat(endpoint.answers).isEmpty();
    }
    assertThat(refused).isEmpty();
  }

  @Test
  void anEventThatItsReceiverWillNeverTakeIsToldAndHoldsUpNoOther() throws Exception {
    try (Endpoint endpoint = new Endpoint("400{\"err\":\"invalid_request\"}")) {
      String id = created(endpoint.stream());
      verify(id, "first");
      verify(id, "second");
      JsonNode set = endpoint.taken.poll(30, TimeUnit.SECONDS);
      assertThat(set).isNotNull();
      assertThat(set.path("events").toString()).contains("second");
      assertThat(refused).containsExactly(new RefusedSignal(id, "idp", "set_1", "invalid_request"));
    }
    assertThat(office.get("/metrics").body()).contains("warder_signals_refused_total 1.0");
  }

  @Test
  void whatHappensHereArrivesThere() throws Exception {
    try (Endpoint endpoint = new Endpoint()) {
      var _ = created(endpoint.stream());
      JsonNode made =
          Office.json(
              201, office.post("/v1/tokens", "{\"principal\":\"alice\",\"kind\":\"user\"}"));
      String token = made.path("id").asString();
      assertThat(office.post("/v1/tokens/" + token + "/revoke", "{\"reason\":\"left\"}").status())
          .isBetween(200, 204);
      JsonNode set = endpoint.taken.poll(30, TimeUnit.SECONDS);
      assertThat(set).isNotNull();
      assertThat(set.path("events").has(REVOKED)).isTrue();
      assertThat(set.path("sub_id").path("session").path("id").asString()).isEqualTo(token);
    }
  }
}
