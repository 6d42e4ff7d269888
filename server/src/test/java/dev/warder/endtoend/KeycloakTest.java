package dev.warder.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.api.Chromium;
import dev.warder.stepup.StepUpFixtures;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The identities that people and programs have at a real Keycloak. One is started for all, because
/// that takes long; whatever ends it comes last.
@Tag("conformance")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KeycloakTest {
  private static final String CONFIGURATION =
      """
      server: {publicUrl: "@WARDER@"}
      routes:
        - {match: "GET /orders/{id}", scopes: ["orders:read"]}
        - {match: "* /payments"}
      policy: [policy.yaml]
      identity:
        providers:
          - name: corp
            issuer: @CORP@
            audience: [orders-api]
            rolesClaim: realm_access.roles
            roles: ["clerk=orders:read", "warder-auditor=warder:read warder:audit"]
            stepUp: {clientId: warder, secretFile: corp.secret}
          - name: lean
            issuer: @LEAN@
            audience: [orders-api]
            rolesClaim: realm_access.roles
            roles: ["clerk=orders:read"]
            introspect:
              url: @LEAN@/protocol/openid-connect/token/introspect
              clientId: warder
              secretFile: corp.secret
              signedToo: true
              keep: 1s
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

  private Path folder;
  private Keycloak keycloak;
  private Service service;
  private Warder gateway;

  @BeforeAll
  void start(@TempDir Path shared) throws IOException {
    folder = shared;
    int port = Child.freePort();
    keycloak = Keycloak.start(folder, "http://localhost:" + port, "corp", "lean");
    Files.writeString(folder.resolve("policy.yaml"), POLICY);
    Files.writeString(folder.resolve("corp.secret"), "secret of warder\n");
    Path configuration =
        Files.writeString(
            folder.resolve("warder.yaml"),
            CONFIGURATION
                .replace("@WARDER@", "http://localhost:" + port)
                .replace("@CORP@", keycloak.issuer("corp"))
                .replace("@LEAN@", keycloak.issuer("lean")));
    service = Service.answering(folder, configuration, port);
    Warder admin = service.admin();
    gateway = admin.as(admin.makeToken("gateway", "service", "warder:decide").token());
  }

  @AfterAll
  void stop() {
    service.close();
    keycloak.close();
  }

  private JsonNode call(String token, String path) {
    try {
      return gateway.decide(
          token,
          Map.of(
              "method", "GET",
              "scheme", "https",
              "host", "api.example.com",
              "path", path,
              "sourceIp", "203.0.113.7"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private int status(String token) {
    return call(token, "/orders/1").path("status").asInt();
  }

  private String alice() throws IOException {
    return keycloak.userToken("corp", "shop", "alice", "alices password");
  }

  /// What the API is told by the gateway, of a call that passes.
  private String told(String token, String path, String header) throws IOException {
    HttpResponse<String> answer = gateway.forward(token, "GET", path);
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.headers().firstValue(header).orElse("");
  }

  private Path browser(String name) throws IOException {
    return Files.createDirectory(folder.resolve(name));
  }

  @Test
  @Order(1)
  void aUserIsWhoTheProviderSaysAndMayWhatItsRolesSay() throws IOException {
    String token = alice();
    JsonNode decision = call(token, "/orders/1");
    assertThat(decision.path("verdict").asString("")).isEqualTo("allow");
    assertThat(decision.path("principal").asString(""))
        .isEqualTo("corp:" + keycloak.idOf("corp", "alice"));
    assertThat(decision.path("scopes").toString()).contains("\"profile\"", "\"orders:read\"");
    assertThat(told(token, "/orders/1", "X-Warder-Principal-Kind")).isEqualTo("user");
    assertThat(told(token, "/orders/1", "X-Warder-Assurance")).isEqualTo("token");
  }

  @Test
  @Order(1)
  void aServiceAccountIsAService() throws IOException {
    String token = keycloak.ownToken("corp", "billing", "secret of billing");
    assertThat(told(token, "/orders/1", "X-Warder-Principal-Kind")).isEqualTo("service");
  }

  @Test
  @Order(1)
  void aTokenForAnotherApiIsRefused() throws IOException {
    String token = keycloak.userToken("corp", "elsewhere", "alice", "alices password");
    assertThat(status(token)).isEqualTo(401);
    assertThat(service.admin().as(token).get("/v1/audit").statusCode()).isEqualTo(401);
  }

  @Test
  @Order(1)
  void rolesLetPeopleManageAndNothingElseDoes() throws IOException {
    Warder orla = service.admin().as(keycloak.userToken("corp", "shop", "orla", "orlas password"));
    assertThat(orla.get("/v1/audit").statusCode()).isEqualTo(200);
    Map<String, String> wanted = Map.of("principal", "orla", "kind", "user");
    assertThat(orla.post("/v1/tokens", wanted).statusCode()).isEqualTo(403);
    assertThat(service.admin().as(alice()).get("/v1/audit").statusCode()).isEqualTo(403);
  }

  @Test
  @Order(1)
  void aTokenThatSaysTooLittleIsAskedAboutUntilItEnds() throws IOException {
    String token = keycloak.userToken("lean", "lean", "alice", "alices password");
    JsonNode decision = call(token, "/orders/1");
    assertThat(decision.path("verdict").asString("")).isEqualTo("allow");
    assertThat(decision.path("principal").asString(""))
        .isEqualTo("lean:" + keycloak.idOf("lean", "alice"));
    keycloak.logOut("lean", "alice");
    Eventually.holds(() -> status(token) == 401);
  }

  @Test
  @Order(1)
  void aPersonProvesHerselfWhereSheSignsIn() throws IOException, InterruptedException {
    String token = alice();
    JsonNode asked = call(token, "/payments");
    assertThat(asked.path("verdict").asString("")).isEqualTo("step_up");
    String link = asked.path("stepUp").path("verificationUri").asString("");
    try (Chromium chromium = Chromium.start(browser("proof"))) {
      chromium.open(link);
      chromium.until("!document.getElementById('provider').closest('[hidden]')");
      chromium.click("provider");
      chromium.until("!!document.getElementById('username')");
      chromium.type("username", "alice");
      chromium.type("password", "alices password");
      chromium.send("kc-form-login");
      chromium.until("!!document.getElementById('otp')");
      assertThat(call(token, "/payments").path("verdict").asString("")).isEqualTo("step_up");
      chromium.type("otp", StepUpFixtures.codeOf("alices key of twenty", Instant.now()));
      chromium.send("kc-otp-login-form");
      chromium.until("document.getElementById('status').textContent.includes('Proof was given')");
      assertThat(chromium.text("location.href")).isEqualTo(link);
    }
    JsonNode passes = call(token, "/payments");
    assertThat(passes.path("verdict").asString("")).isEqualTo("allow");
    String other = keycloak.userToken("corp", "shop", "orla", "orlas password");
    assertThat(call(other, "/payments").path("verdict").asString("")).isEqualTo("step_up");
  }

  @Test
  @Order(1)
  void anAuditorLogsInWithABrowserAndWorksAtTheCommandLine()
      throws IOException, InterruptedException {
    List<String> options =
        List.of("--issuer", keycloak.issuer("corp"), "--client-id", "warder-cli");
    try (Child login = Service.command(folder, List.of("login"), options);
        Chromium chromium = Chromium.start(browser("login"))) {
      var _ = login.when(() -> login.printed().contains("confirm the code"));
      String page = login.printed().lines().findFirst().orElseThrow().replace("Open ", "");
      chromium.visit(page);
      chromium.until("!!document.getElementById('username')");
      chromium.type("username", "orla");
      chromium.type("password", "orlas password");
      chromium.send("kc-form-login");
      // The button of both pages has the same id: only that of the second is called "accept".
      chromium.until("!!document.querySelector('#kc-login[name=accept]')");
      chromium.click("kc-login");
      assertThat(login.exitCode()).as(login.printed()).isZero();
      String token = login.printed().lines().toList().getLast();
      assertThat(service.admin().as(token).get("/v1/audit").statusCode()).isEqualTo(200);
    }
  }

  @Test
  @Order(2)
  void newKeysCountAtTheirFirstTokenAndThoseThatAreGoneNoLonger() throws IOException {
    String old = alice();
    assertThat(status(old)).isEqualTo(200);
    keycloak.replaceKeys("corp");
    String young = alice();
    Eventually.holds(() -> status(young) == 200);
    assertThat(status(old)).isEqualTo(401);
  }

  @Test
  @Order(3)
  void whileTheProviderIsDownItsKeysGoOnAndUnknownOnesFailClosed() throws IOException {
    String known = alice();
    Eventually.holds(() -> status(known) == 200);
    keycloak.replaceKeys("corp");
    String unknown = alice();
    keycloak.kill();
    Eventually.holds(() -> status(unknown) == 503);
    assertThat(status(known)).isEqualTo(200);
  }
}
