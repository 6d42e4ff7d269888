package dev.warder.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.endtoend.Call.Answer;
import dev.warder.endtoend.Upstream.Received;
import dev.warder.endtoend.Warder.Made;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every gateway in front of an API must do with Warder's answers, whichever gateway it is.
abstract class GatewayContract extends GatewayFailures {
  GatewayContract(Gateway.Starter starter) {
    super(starter);
  }

  @Test
  void allowedCallReachesTheUpstreamWithItsIdentity() throws IOException {
    assertThat(Call.get("/orders/42?x=1").bearing(alice.token()).to(gateway.port()).status())
        .isEqualTo(200);
    Received call = upstream.last();
    assertThat(call.target()).isEqualTo("/orders/42?x=1");
    assertThat(call.header("X-Warder-Verdict")).isEqualTo("allow");
    assertThat(call.header("X-Warder-Principal")).isEqualTo("alice");
    assertThat(call.header("X-Warder-Principal-Kind")).isEqualTo("user");
    assertThat(call.header("X-Warder-Token-Id")).isEqualTo(alice.id());
    assertThat(call.header("X-Warder-Scopes")).isEqualTo("orders:read");
    assertThat(call.header("X-Warder-Decision-Id")).startsWith("dec_");
    assertThat(call.header("X-Warder-Risk")).matches("\\d+");
    assertThat(call.headers().getOrDefault("X-Warder-Assurance", List.of())).hasSizeLessThan(2);
    assertThat(call.headers()).doesNotContainKey("Authorization");
  }

  @Test
  void bodyReachesTheUpstreamWhole() throws IOException {
    String body = "x".repeat(200_000);
    Answer answer = Call.post("/orders/new", body).bearing(alice.token()).to(gateway.port());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(upstream.last().method()).isEqualTo("POST");
    assertThat(upstream.last().bodyLength()).isEqualTo(body.length());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/orders/a%20b?q=%2F..%2F&x=1", "/orders/%C3%A9", "/orders/a:b@c"})
  void upstreamReceivesThePathThatWasDecidedOn(String target) throws IOException {
    assertThat(Call.get(target).bearing(alice.token()).to(gateway.port()).status()).isEqualTo(200);
    assertThat(upstream.last().target()).isEqualTo(target);
  }

  /// Some gateways leave the question mark away, which asks for nothing else.
  @Test
  void anEmptyQueryMayBeLeftOut() throws IOException {
    assertThat(Call.get("/orders/?").bearing(alice.token()).to(gateway.port()).status())
        .isEqualTo(200);
    assertThat(upstream.last().target()).isIn("/orders/?", "/orders/");
  }

  @Test
  void callWithoutCredentialIsToldHowToAuthenticate() throws IOException {
    Answer answer = refused(Call.get("/orders/42"), 401);
    assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer").doesNotContain("error");
  }

  @Test
  void unknownMalformedAndRevokedTokensLookAlike() throws IOException {
    Made revoked = admin.makeToken("bob", "user", "orders:read");
    admin.revoke(revoked.id());
    Answer unknown = refused(Call.get("/orders/42").bearing("wrd_" + "0".repeat(38)), 401);
    Answer malformed = refused(Call.get("/orders/42").bearing("nonsense"), 401);
    Answer dead = refused(Call.get("/orders/42").bearing(revoked.token()), 401);
    assertThat(dead.header("WWW-Authenticate"))
        .contains("invalid_token")
        .isEqualTo(unknown.header("WWW-Authenticate"))
        .isEqualTo(malformed.header("WWW-Authenticate"));
  }

  @Test
  void revokedTokenIsRefusedOnTheVeryNextCall() throws IOException {
    Made made = admin.makeToken("carol", "user", "orders:read");
    assertThat(Call.get("/orders/1").bearing(made.token()).to(gateway.port()).status())
        .isEqualTo(200);
    admin.revoke(made.id());
    refused(Call.get("/orders/1").bearing(made.token()), 401);
  }

  @Test
  void missingScopeIsForbidden() throws IOException {
    Answer answer = refused(Call.get("/admin/users").bearing(alice.token()), 403);
    assertThat(answer.header("WWW-Authenticate") + answer.body()).contains("insufficient_scope");
  }

  @Test
  void routeThatIsNotListedIsForbidden() throws IOException {
    refused(Call.get("/elsewhere").bearing(alice.token()), 403);
  }

  @Test
  void throttledCallIsToldWhenToComeBack() throws IOException {
    Made dave = admin.makeToken("dave", "user", "orders:read");
    Call search = Call.get("/search").bearing(dave.token());
    for (int i = 0; i < 3; i++) {
      assertThat(search.to(gateway.port()).status()).isEqualTo(200);
    }
    Answer answer = refused(search, 429);
    assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 60);
  }

  @Test
  void aRestrictedCallReachesTheUpstreamWithWhatRemainsAndNoMore() throws IOException {
    Made agent = admin.makeToken("robo", "agent", "orders:read", "orders:write", "admin");
    assertThat(Call.get("/orders/42").bearing(agent.token()).to(gateway.port()).status())
        .isEqualTo(200);
    Received call = upstream.last();
    assertThat(call.header("X-Warder-Verdict")).isEqualTo("restrict");
    assertThat(call.header("X-Warder-Principal-Kind")).isEqualTo("agent");
    assertThat(call.header("X-Warder-Scopes")).isEqualTo("orders:read");
    for (Call more :
        List.of(
            Call.post("/orders/new", "x").bearing(agent.token()),
            Call.get("/admin/users").bearing(agent.token()))) {
      Answer answer = refused(more, 403);
      assertThat(answer.header("WWW-Authenticate") + answer.body()).contains("insufficient_scope");
    }
  }

  @Test
  void stepUpChallengeArrivesIntact() throws IOException {
    Answer answer = refused(Call.post("/payments/7", "").bearing(alice.token()), 401);
    assertThat(answer.headers().get("WWW-Authenticate")).hasSize(1);
    assertThat(answer.header("WWW-Authenticate"))
        .startsWith("Bearer ")
        .contains("error=\"insufficient_user_authentication\"")
        .contains("acr_values=\"mfa\"")
        .containsPattern("max_age=\"?900\"?");
  }

  @Test
  void identityThatAClientClaimsNeverReachesTheUpstream() throws IOException {
    Call call = Call.get("/orders/42").bearing(alice.token());
    IDENTITY.forEach(name -> call.with(name, "forged"));
    call.with("x-warder-principal", "forged").with("X-Warder-Gateway-Key", "forged");
    call.with("X-Warder-Status", "forged").with("X-Warder-Body", "forged");
    assertThat(call.to(gateway.port()).status()).isEqualTo(200);
    assertThat(upstream.last().headers().toString()).doesNotContain("forged");
    assertThat(upstream.last().header("X-Warder-Principal")).isEqualTo("alice");
  }

  /// CVE-2025-64484: many programs read underscores as hyphens. The gateway drops such a header, or
  /// has the call refused.
  @ParameterizedTest
  @ValueSource(strings = {"X_Warder_Principal", "X-Warder_Scopes"})
  void noAliasOfItsIdentityReachesTheUpstream(String alias) throws IOException {
    int before = upstream.received().size();
    Call call = Call.get("/orders/42").bearing(alice.token()).with(alias, "forged");
    if (call.to(gateway.port()).status() == 200) {
      assertThat(upstream.last().headers().toString()).doesNotContain("forged");
      assertThat(upstream.last().header("X-Warder-Principal")).isEqualTo("alice");
    } else {
      assertThat(upstream.received()).hasSize(before);
    }
  }

  /// GHSA-w9mr-28mw-j8hg: naming identity headers as hop-by-hop stripped them (Oathkeeper).
  @Test
  void clientCannotStripTheIdentity() throws IOException {
    Call call = Call.get("/orders/42").bearing(alice.token());
    call.with("Connection", "close, X-Warder-Principal, X-Warder-Gateway-Key, X-Forwarded-For");
    assertThat(call.to(gateway.port()).status()).isEqualTo(200);
    assertThat(upstream.last().header("X-Warder-Principal")).isEqualTo("alice");
  }

  /// CVE-2026-40575: a client said itself which path it called (oauth2-proxy).
  @Test
  void clientCannotSayWhatItCalled() throws IOException {
    Call call = Call.get("/admin/users").bearing(alice.token());
    call.with("X-Original-URI", "/orders/1").with("X-Forwarded-Uri", "/orders/1");
    call.with("X-Original-Method", "GET").with("X-Forwarded-Method", "GET");
    call.with("X-Warder-Gateway-Key", gatewayKey);
    refused(call, 403);
  }

  @Test
  void twoDifferentCredentialsInOneCallAreRefused() throws IOException {
    int before = upstream.received().size();
    Made other = admin.makeToken("erin", "user", "orders:read");
    Call call = Call.get("/orders/1").bearing(alice.token()).bearing(other.token());
    assertThat(call.to(gateway.port()).status()).isBetween(400, 403);
    assertThat(upstream.received()).hasSize(before);
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
        "/orders/%c0%ae%c0%ae/admin",
        "orders/1"
      })
  void ambiguousPathNeverReachesTheUpstream(String target) throws IOException {
    int before = upstream.received().size();
    Answer answer = Call.get(target).bearing(alice.token()).to(gateway.port());
    assertThat(answer.status()).isBetween(400, 404);
    assertThat(upstream.received()).hasSize(before);
  }
}
