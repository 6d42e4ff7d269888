package dev.warder.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.warder.app.settings.Settings;
import dev.warder.app.settings.SettingsReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a machine is asked reaches its owner, and outlives the process.
class QuestionsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String POLICY =
      """
      apiVersion: warder.dev/v1
      kind: Policy
      mode: enforce
      rules:
        - id: proof-please
          when: "true"
          then: {stepUp: {acr: mfa, maxAge: 15m}}
      """;

  @TempDir private Path folder;
  private int port;

  @Test
  void theOwnerIsToldByWebhookMailAndEvent() throws Exception {
    BlockingQueue<String> hooked = new ArrayBlockingQueue<>(10);
    HttpServer hook = hook(hooked);
    GreenMail post = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    post.start();
    try (Service service = start(notify(hook, post))) {
      port = service.port();
      JsonNode asked = decide(robot()).get("stepUp");
      String id = asked.get("challengeId").asString();

      JsonNode notice = JSON.readTree(hooked.poll(20, TimeUnit.SECONDS));
      assertThat(notice.get("kind").asString()).isEqualTo("challenge");
      assertThat(notice.get("about").asString()).isEqualTo(id);
      assertThat(notice.get("facts").get("owner").asString()).isEqualTo("alice");
      assertThat(notice.get("facts").get("answer").asString())
          .startsWith(asked.get("verificationUri").asString() + "#");

      assertThat(post.waitForIncomingEmail(20_000, 1)).isTrue();
      var mail = post.getReceivedMessages()[0];
      assertThat(mail.getAllRecipients()[0]).hasToString("alice@example.com");
      assertThat(String.valueOf(mail.getContent()))
          .contains("robot (agent) wants GET")
          .contains(id);

      JsonNode records = send(admin(), "GET", "/v1/audit?kind=challenge.opened", "", 200);
      assertThat(records.get("items")).hasSize(1);
    } finally {
      post.stop();
      hook.stop(0);
    }
  }

  /// Where the process ends between the answer and what is written behind it, the journal has it.
  @Test
  void aChallengeThatWasAnsweredOutlivesTheProcess() throws Exception {
    String robot;
    String id;
    try (Service service = start("")) {
      port = service.port();
      robot = robot();
      id = decide(robot).get("stepUp").get("challengeId").asString();
    }
    for (String lost : new String[] {"", "DELETE FROM challenge"}) {
      if (!lost.isEmpty()) {
        try (var database =
                DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/warder.db"));
            var statement = database.createStatement()) {
          assertThat(statement.executeUpdate(lost)).isEqualTo(1);
        }
      }
      try (Service service = start("")) {
        port = service.port();
        JsonNode polled = send(robot, "GET", "/v1/step-up/" + id, "", 200);
        assertThat(polled.get("state").asString()).isEqualTo("open");
        assertThat(decide(robot).get("stepUp").get("challengeId").asString()).isEqualTo(id);
      }
    }
  }

  /// The journal is read only from the newest challenge on that was kept.
  @Test
  void challengesBehindTheNewestThatWasKeptOutliveTheProcess() throws Exception {
    List<String> robots = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    try (Service service = start("")) {
      port = service.port();
      for (int i = 0; i < 4; i++) {
        robots.add(robot());
        decide(robots.getLast());
        ids.add(decide(robots.getLast()).get("stepUp").get("challengeId").asString());
      }
    }
    try (var database =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/warder.db"));
        var statement = database.prepareStatement("DELETE FROM challenge WHERE id = ? OR id = ?")) {
      statement.setString(1, ids.get(2));
      statement.setString(2, ids.get(3));
      assertThat(statement.executeUpdate()).isEqualTo(2);
    }
    try (Service service = start("")) {
      port = service.port();
      for (int i = 0; i < 4; i++) {
        JsonNode polled = send(robots.get(i), "GET", "/v1/step-up/" + ids.get(i), "", 200);
        assertThat(polled.get("state").asString()).isEqualTo("open");
      }
    }
  }

  private static HttpServer hook(BlockingQueue<String> got) throws IOException {
    HttpServer hook =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    hook.createContext("/", exchange -> answer(exchange, got));
    hook.start();
    return hook;
  }

  private static void answer(HttpExchange exchange, BlockingQueue<String> got) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    boolean _ = got.offer(body);
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  private static String notify(HttpServer hook, GreenMail post) {
    return """
    notify:
      targets:
        - {name: hook, to: webhook, url: "http://127.0.0.1:%d/in", kinds: [challenge]}
        - {name: post, to: mail, address: "127.0.0.1:%d", security: none,
           from: warder@example.com}
    """
        .formatted(hook.getAddress().getPort(), post.getSmtp().getPort());
  }

  private Service start(String more) throws Exception {
    Files.writeString(folder.resolve("policy.yaml"), POLICY);
    Path file = folder.resolve("warder.yaml");
    Files.writeString(file, "policy: [policy.yaml]\ndecide: {deadline: 30s}\n" + more);
    Map<String, String> options =
        Map.of("data", folder.resolve("data").toString(), "server.port", "0");
    Settings settings = SettingsReader.read(file, Map.of(), options, folder);
    return Service.listen(settings);
  }

  private String robot() throws Exception {
    String body =
        """
        {"principal": "robot", "kind": "agent",
         "tags": {"owner": "alice", "ownerMail": "alice@example.com"}}
        """;
    return send(admin(), "POST", "/v1/tokens", body, 201).get("token").asString();
  }

  private JsonNode decide(String token) throws Exception {
    String body =
        """
        {"token": "%s", "request": {"method": "GET", "scheme": "https", "host": "api.example.com",
         "path": "/orders", "sourceIp": "203.0.113.7", "headers": {"user-agent": "agent/1"}}}
        """
            .formatted(token);
    return send(admin(), "POST", "/v1/decisions", body, 200);
  }

  private String admin() throws IOException {
    return Files.readString(folder.resolve("data/admin.token")).strip();
  }

  private JsonNode send(String token, String method, String path, String body, int status)
      throws Exception {
    return JSON.readTree(new AsAdmin(port, token).send(method, path, body, status));
  }
}
