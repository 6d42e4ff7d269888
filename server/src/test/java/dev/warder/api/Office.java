package dev.warder.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.House;
import dev.warder.Plan;
import dev.warder.audit.Entry;
import dev.warder.audit.JournalFeed;
import dev.warder.http.Endpoint;
import dev.warder.http.Links;
import dev.warder.model.IdSource;
import dev.warder.monitor.Incidents;
import dev.warder.monitor.Monitor;
import dev.warder.notify.forward.Forwarding;
import dev.warder.notify.outbox.Outbox;
import dev.warder.notify.signal.HeldBackActions;
import dev.warder.notify.signal.Transmitter;
import dev.warder.risk.Snapshots;
import dev.warder.store.memory.MemoryIncidentStore;
import dev.warder.store.memory.MemoryOutboxStore;
import dev.warder.token.Cursors;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A running service with its management interface, and an operator who may do anything.
final class Office implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  final House house;
  final String admin;
  boolean warm = true;
  final Incidents incidents;
  private final Monitor monitor;
  private List<Endpoint> routes = List.of();

  private final Plan plan;
  private final Function<House, @Nullable Transmitter> transmitting;

  Office(Path folder) throws IOException {
    this(folder, Plan.DEFAULT);
  }

  Office(Path folder, Plan plan) throws IOException {
    this(folder, plan, of -> null);
  }

  /// @param transmitting makes what tells receivers of security events; none as a rule
  Office(Path folder, Plan plan, Function<House, @Nullable Transmitter> transmitting)
      throws IOException {
    this.plan = plan;
    this.transmitting = transmitting;
    incidents =
        new Incidents(
            new MemoryIncidentStore(),
            new IdSource(InstantSource.system(), new Random()),
            InstantSource.system(),
            incident -> {});
    monitor = new Monitor(List.of(), incidents);
    house = new House(folder, plan.withMore(this::management));
    admin = key("root", "warder:admin");
  }

  private List<Endpoint> management(House of) {
    ApiRooms rooms =
        new ApiRooms(
            of.callers,
            of.tokens,
            of.principals,
            of.lastUses,
            new Cursors(of.peppers),
            of.policy,
            of.journal,
            of.reader,
            of.search,
            of.feeder,
            new Forwarding(new JournalFeed(of.reader), List.of(), of.folder(), System.out),
            new JournalFeed(of.reader),
            new Outbox(List.of(), new MemoryOutboxStore(), of.clock, lost -> {}),
            transmitting.apply(of),
            HeldBackActions.NONE,
            of.intel,
            of.risk,
            of.stepUp,
            new Erasure(
                of.journal.seals(),
                of.feeder,
                of.risk,
                new Snapshots(of.folder().resolve("profiles"))),
            of.decider,
            incidents,
            monitor);
    routes =
        new ManagementApi(
                rooms,
                of.refused,
                of.ids,
                of.clock,
                of.measures,
                of.recent,
                () -> warm,
                new Links(plan.doors().publicUrl(), plan.listening()),
                List.of())
            .endpoints();
    return routes;
  }

  List<Endpoint> routes() {
    return routes;
  }

  /// The secret of a new token.
  String key(String principal, String... scopes) {
    return House.secret(house.makeToken(principal, scopes));
  }

  Reply get(String path, String... headers) throws IOException {
    return send(admin, "GET", path, "", headers);
  }

  Reply post(String path, String json, String... headers) throws IOException {
    return send(admin, "POST", path, json, headers);
  }

  /// @param headers names and values in turn
  Reply send(String key, String method, String path, String body, String... headers)
      throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + house.port() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (!key.isEmpty()) {
      request.header("Authorization", "Bearer " + key);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return new Reply(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /// What came back.
  record Reply(HttpResponse<String> response) {
    int status() {
      return response.statusCode();
    }

    String body() {
      return response.body();
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  static JsonNode json(Reply answer) {
    return JSON.readTree(answer.body());
  }

  static JsonNode json(int status, Reply answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    return json(answer);
  }

  /// Decides a call as the gateway would ask.
  JsonNode decide(String token, String path) throws IOException {
    String call =
        """
        {"token": "%s", "request": {"method": "GET", "scheme": "https",
         "host": "api.example.com", "path": "%s", "sourceIp": "203.0.113.7"}}
        """
            .formatted(token, path);
    return json(
        200, send("", "POST", "/v1/decisions", call, "X-Warder-Gateway-Key", house.gatewayKey));
  }

  /// The records of a kind, the oldest first.
  List<Entry> records(String kind) throws IOException {
    return house.entries().stream().filter(entry -> entry.kind().equals(kind)).toList();
  }

  Entry newest() throws IOException {
    return house.entries().getLast();
  }

  @Override
  public void close() throws IOException {
    house.close();
    monitor.close();
  }
}
