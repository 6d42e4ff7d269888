package dev.warder.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `oauth4webapi`, a client that others wrote, finds and uses everything that OAuth names.
@Tag("endtoend")
class OAuthClientTest {
  private static final Path SCRIPTS =
      Path.of(System.getProperty("root", "..")).resolve("server/src/test/resources/oauth");
  private static final String CONFIGURATION =
      """
      routes:
        - {match: "GET /orders/{id}", scopes: ["orders:read"]}
        - {match: "* /payments"}
        - {match: "* /admin", scopes: [admin]}
      policy: [policy.yaml]
      """;
  private static final String POLICY =
      """
      apiVersion: warder.dev/v1
      kind: Policy
      mode: enforce
      rules:
        - id: proof-before-payment
          when: request.path == "/payments"
          then: {stepUp: {acr: mfa, maxAge: 15m}}
      """;

  @Test
  void aStandardClientFindsIntrospectsIsChallengedAndRevokes(@TempDir Path folder)
      throws IOException {
    for (String file : List.of("package.json", "package-lock.json", "client.mjs")) {
      Files.copy(SCRIPTS.resolve(file), folder.resolve(file));
    }
    List<String> install = List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
    try (Child npm = Child.start("npm", folder, Map.of(), install)) {
      assertThat(npm.exitCode()).as(npm.printed()).isZero();
    }
    Files.writeString(folder.resolve("policy.yaml"), POLICY);
    Path configuration = Files.writeString(folder.resolve("warder.yaml"), CONFIGURATION);
    try (Service service = Service.answering(folder, configuration)) {
      Warder.Made gateway = service.admin().makeToken("gateway", "service", "warder:decide");
      Warder.Made token = service.admin().makeToken("alice", "user", "orders:read");
      String base = "http://127.0.0.1:" + service.port();
      List<String> client =
          List.of("node", "client.mjs", base, gateway.id(), gateway.token(), token.token());
      try (Child node = Child.start("node", folder, Map.of(), client)) {
        assertThat(node.exitCode()).as(node.printed()).isZero();
        assertThat(node.printed()).contains("all passed");
      }
    }
  }
}
