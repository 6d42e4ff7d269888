package dev.warder.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.client.RawCall.Answer;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every application that has a Warder client in it must do, whichever server it runs in.
///
/// The application answers every call that reaches it with `echo` and, a line each, the request
/// line and the headers that it was given, names in lower case.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class GuardedContract {
  private final List<Application> more = new ArrayList<>();
  private RealWarder warder;
  private Application application;
  private String key;
  private String alice;

  /// A running application.
  public interface Application extends AutoCloseable {
    int port();

    @Override
    void close();
  }

  /// Starts the application on a free port.
  protected abstract Application start(URI warder, String gatewayKey, FailureMode onFailure)
      throws Exception;

  @BeforeAll
  void startAll(@TempDir Path folder) throws Exception {
    warder = RealWarder.start(folder);
    key = warder.token("gateway", "service", "warder:decide");
    alice = warder.token("alice", "user", "orders:read");
    application = start(warder.url(), key, FailureMode.CLOSED);
  }

  @AfterAll
  void stopAll() throws Exception {
    more.forEach(Application::close);
    application.close();
    warder.close();
  }

  /// Stays up until the end: some servers share what they run on.
  private Application another(URI warder, FailureMode onFailure) throws Exception {
    Application started = start(warder, key, onFailure);
    more.add(started);
    return started;
  }

  protected final Answer call(RawCall call) throws Exception {
    return call.to(application.port());
  }

  protected final URI warder() {
    return warder.url();
  }

  protected final String gatewayKey() {
    return key;
  }

  /// A token that may read orders.
  protected final String alice() {
    return alice;
  }

  protected final RawCall alices(String target) {
    return RawCall.get(target).bearing(alice);
  }

  private Answer refused(RawCall call, int status) throws Exception {
    Answer answer = call(call);
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.text())
        .doesNotContain("echo", "alice", "orders:read\n")
        .containsIgnoringCase("x-warder-decision-id: dec_")
        .contains("https://warder.dev/problems/");
    return answer;
  }

  @Test
  void anAllowedCallReachesTheApplicationWithItsIdentity() throws Exception {
    Answer answer = call(alices("/orders/42?x=%2F1").with("Cookie", "session=1"));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text())
        .contains("GET /orders/42?x=%2F1\n")
        .contains("\nx-warder-verdict: allow\n")
        .contains("\nx-warder-decision-id: dec_")
        .contains("\nx-warder-principal: alice\n")
        .contains("\nx-warder-principal-kind: user\n")
        .contains("\nx-warder-token-id: tok_")
        .contains("\nx-warder-scopes: orders:read\n")
        .containsPattern("\nx-warder-risk: \\d+\n")
        .contains("\nx-warder-assurance: token\n")
        .contains("\ncookie: session=1\n")
        .doesNotContain("authorization");
  }

  @Test
  void refusalsAreThoseOfEveryGateway() throws Exception {
    assertThat(refused(RawCall.get("/orders/1"), 401).text())
        .containsPattern("(?i)\nwww-authenticate: Bearer\r\n");
    assertThat(refused(RawCall.get("/orders/1").bearing("nonsense"), 401).text())
        .containsPattern("(?i)\nwww-authenticate: Bearer error=\"invalid_token\"\r\n");
    assertThat(refused(alices("/admin/users"), 403).text()).contains("insufficient_scope");
    refused(alices("/elsewhere"), 403);
    RawCall payment = RawCall.post("/payments/7", "").bearing(alice);
    assertThat(refused(payment, 401).text())
        .contains("insufficient_user_authentication", "acr_values=\"mfa\"", "max_age=900")
        .contains("\"challengeId\":\"chl_");
  }

  @Test
  void aThrottledCallIsToldWhenToComeBack() throws Exception {
    String dave = warder.token("dave", "user", "orders:read");
    for (int i = 0; i < 3; i++) {
      assertThat(call(RawCall.get("/search").bearing(dave)).status()).isEqualTo(200);
    }
    assertThat(refused(RawCall.get("/search").bearing(dave), 429).text())
        .containsPattern("(?i)\nretry-after: [1-9]\\d?\r\n");
  }

  @Test
  void aRestrictedCallIsLeftWithWhatRemains() throws Exception {
    String robo = warder.token("robo", "agent", "orders:read", "orders:write");
    assertThat(call(RawCall.get("/orders/1").bearing(robo)).text())
        .contains("\nx-warder-verdict: restrict\n")
        .contains("\nx-warder-principal-kind: agent\n")
        .contains("\nx-warder-scopes: orders:read\n");
    refused(RawCall.post("/orders/new", "x").bearing(robo), 403);
  }

  /// CVE-2026-30851, CVE-2025-64484: a client supplied the identity itself.
  @Test
  void identityThatAClientClaimsNeverArrives() throws Exception {
    RawCall call = alices("/orders/42").with("x-warder-principal", "forged");
    for (String name : List.of("X-Warder-Scopes", "X-Warder-Assurance", "X-Warder-Gateway-Key")) {
      call.with(name, "forged");
    }
    Answer answer = call(call);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.text()).doesNotContain("forged").contains("\nx-warder-principal: alice\n");
    assertThat(call(alices("/orders/42").with("X_Warder_Principal", "forged")).text())
        .doesNotContain("echo");
  }

  /// GHSA-w9mr-28mw-j8hg: naming identity headers as hop-by-hop stripped them (Oathkeeper).
  @Test
  void clientCannotStripTheIdentity() throws Exception {
    Answer answer =
        call(alices("/orders/42").with("Connection", "close, X-Warder-Principal, X-Warder-Risk"));
    assertThat(answer.text())
        .contains("\nx-warder-principal: alice\n")
        .containsPattern("\nx-warder-risk: \\d+\n");
  }

  @Test
  void twoDifferentCredentialsAreRefused() throws Exception {
    String erin = warder.token("erin", "user", "orders:read");
    assertThat(call(alices("/orders/1").bearing(erin)).status()).isBetween(400, 403);
  }

  /// CVE-2026-33494, CVE-2026-26205, CVE-2026-41059: two programs read one path in two ways.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/orders/../admin/users",
        "/orders/%2e%2e/admin/users",
        "/orders/..%2fadmin/users",
        "/orders/%252e%252e/admin",
        "/orders//1",
        "//orders/1",
        "/orders/./1",
        "/orders/1;a=b",
        "/orders/1#/admin",
        "/orders/..\\admin",
        "/orders/%5c..%5cadmin",
        "/orders/%00",
        "/orders/%zz",
        "orders/1"
      })
  void anAmbiguousPathNeverReachesTheApplication(String target) throws Exception {
    Answer answer = call(alices(target));
    assertThat(answer.status()).as(answer.text()).isBetween(400, 404);
    assertThat(answer.text()).doesNotContain("echo");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/orders/a%20b?q=%2F..%2F&x=1", "/orders/%C3%A9", "/orders/a:b@c"})
  void thePathThatWasDecidedOnIsThePathThatArrives(String target) throws Exception {
    assertThat(call(alices(target)).text()).contains("GET " + target + "\n");
  }

  @Test
  void withoutWarderCallsAreRefusedUnlessItWasSaidOtherwise() throws Exception {
    URI nobody = URI.create("http://127.0.0.1:1");
    Answer answer = alices("/orders/1").to(another(nobody, FailureMode.CLOSED).port());
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.text()).containsIgnoringCase("\nretry-after: 1").doesNotContain("echo");
    RawCall call = alices("/orders/1").with("X-Warder-Principal", "forged");
    assertThat(call.to(another(nobody, FailureMode.OPEN).port()).text())
        .contains("\nx-warder-principal: \n")
        .contains("\nx-warder-verdict: \n")
        .doesNotContain("forged", "authorization");
  }
}
