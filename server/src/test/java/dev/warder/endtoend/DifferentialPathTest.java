package dev.warder.endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.endtoend.Warder.Made;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Hostile paths, sent byte for byte through real gateways: whatever reaches the API must be what
/// was decided on, however the API reads it.
@Tag("endtoend")
class DifferentialPathTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int RANDOM = 60;

  /// Pieces that programs read in different ways, and some that all read alike.
  private static final List<String> PIECES =
      List.of(
          "/",
          "//",
          "/./",
          "/../",
          "..",
          ".",
          "%2e",
          "%2E%2e",
          "%2f",
          "%2F",
          "%5c",
          "\\",
          ";",
          ";x=1",
          "%3b",
          "%00",
          "%0a",
          "%20",
          "+",
          "%25",
          "%252e",
          "%c0%af",
          "%e2%80%ae",
          "%C3%A9",
          "?",
          "?x=/../",
          "#",
          "%23",
          "%3f",
          "&",
          "=",
          "orders",
          "admin",
          "a",
          "42",
          "~",
          "*",
          ":",
          "@",
          "%7e",
          "%41",
          "%",
          "%zz",
          "%u002e",
          "|",
          "^",
          "\"",
          "<",
          "{",
          "\u00e9",
          "\t");

  private static Gateway.Starter starter(String gateway) {
    return switch (gateway) {
      case "nginx" -> Gateway::nginx;
      case "caddy" -> Gateway::caddy;
      case "haproxy" -> Gateway::haproxy;
      case "apache" -> Gateway::apache;
      default -> throw new IllegalArgumentException(gateway);
    };
  }

  private static Service service;
  private static Warder admin;
  private static Made alice;
  private static String gatewayKey;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    service = Service.start(folder, Gateway.EXAMPLES.resolve("warder.yaml").toRealPath());
    admin = service.admin();
    gatewayKey = admin.makeToken("gateway", "service", "warder:decide").token();
    alice = admin.makeToken("alice", "user", "orders:read");
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nginx", "caddy", "haproxy", "apache"})
  void theApiReceivesWhatWasDecidedOn(String name, @TempDir Path folder) throws IOException {
    List<String> wrong = new ArrayList<>();
    int passed = 0;
    List<String> targets = targets();
    Path own = Files.createDirectory(folder.resolve("gateway"));
    try (RawUpstream upstream = RawUpstream.start();
        Gateway gateway = starter(name).start(own, gatewayKey, service.port(), upstream.port())) {
      for (String target : targets) {
        int before = upstream.received().size();
        send(gateway.port(), target);
        List<String> heads = upstream.received().subList(before, upstream.received().size());
        for (String head : heads) {
          passed++;
          compare(target, head, wrong);
        }
      }
    }
    assertThat(wrong).isEmpty();
    // Neither all nor nothing: both halves of the comparison were made.
    assertThat(passed).isBetween(5, targets.size() - 10);
  }

  private static void compare(String sent, String head, List<String> wrong) throws IOException {
    String received = head.substring(head.indexOf(' ') + 1, head.indexOf(" HTTP/"));
    String id = header(head, "x-warder-decision-id");
    JsonNode decision = JSON.readTree(admin.get("/v1/decisions/" + id).body());
    String decided = decision.path("attempt").path("path").asString("");
    for (Map.Entry<String, String> read : PathReadings.of(received).entrySet()) {
      if (!read.getValue().equals(decided) || !decided.startsWith("/orders/")) {
        wrong.add(
            "%s reached the API as %s, decided on was %s, but %s it is %s"
                .formatted(sent, received, decided, read.getKey(), read.getValue()));
      }
    }
  }

  private static String header(String head, String name) {
    for (String line : head.split("\r\n")) {
      if (line.toLowerCase(java.util.Locale.ROOT).startsWith(name + ":")) {
        return line.substring(name.length() + 1).strip();
      }
    }
    return "";
  }

  /// The same ones each time: a path that passes today must not fail by chance tomorrow.
  private static List<String> targets() {
    Random random = new Random(20_261_124);
    List<String> targets =
        new ArrayList<>(
            List.of(
                "/orders/42",
                "/orders/a%20b?q=%2F..%2F",
                "/orders/../admin/users",
                "/orders/%2e%2e/admin/users",
                "/orders/..;/admin/users",
                "/orders/42/..%2f..%2fadmin",
                "/orders/%252e%252e/admin",
                "http://other.example.com/orders/42",
                "/orders/42#/../../admin",
                "*"));
    for (int i = 0; i < RANDOM; i++) {
      StringBuilder target = new StringBuilder("/orders/");
      int pieces = 1 + random.nextInt(5);
      for (int p = 0; p < pieces; p++) {
        target.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      targets.add(target.toString());
    }
    return targets;
  }

  /// Waits for the answer, whatever it is.
  private static void send(int port, String target) throws IOException {
    String head =
        "GET "
            + target
            + " HTTP/1.1\r\nHost: api.example.com\r\nAuthorization: Bearer "
            + alice.token()
            + "\r\nConnection: close\r\n\r\n";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(head.getBytes(ISO_8859_1));
      socket.getOutputStream().flush();
      var _ = socket.getInputStream().readAllBytes();
    }
  }
}
