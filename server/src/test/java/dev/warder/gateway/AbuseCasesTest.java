package dev.warder.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.House;
import dev.warder.Plan;
import dev.warder.Wire;
import dev.warder.model.Attempt;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What let calls pass in comparable products, tried at every door.
class AbuseCasesTest {
  private static House house;
  private static String token;

  @BeforeAll
  static void open(@TempDir Path folder) throws IOException {
    house = House.open(folder);
    token = House.secret(house.makeToken("alice", "orders:read"));
  }

  @AfterAll
  static void close() throws IOException {
    house.close();
  }

  private static Attempt lastAttempt() throws IOException {
    return house.lastDecision().attempt();
  }

  private static void refused(Door door, String... targets) throws IOException {
    for (String target : targets) {
      Wire.Answer answer = door.ask(house, Question.get(target).as(token));
      // What Envoy asks about stands in our own path, where the server itself refuses some of it.
      int[] noes = door == Door.ENVOY ? new int[] {400, 403} : new int[] {403};
      assertThat(noes).as(target).contains(door.status(answer));
    }
  }

  /// CVE-2026-33494 (Oathkeeper): `/public/../admin` was matched as it stood.
  @ParameterizedTest
  @EnumSource
  void aPathCannotClimbOutOfItsRoute(Door door) throws IOException {
    refused(
        door,
        "/public/../admin/users",
        "/public/%2e%2e/admin/users",
        "/public/..%2fadmin/users",
        "/public/.%2e/admin/users",
        "/public/%252e%252e/admin/users",
        "/public/./../admin/users");
  }

  /// CVE-2026-33495 (Oathkeeper): `X-Forwarded-Proto` was believed although it was not to be.
  @ParameterizedTest
  @EnumSource(names = {"NGINX", "HAPROXY", "NATIVE"})
  void aSchemeIsTakenFromNoHeaderButTheDialectsOwn(Door door) throws IOException {
    door.ask(house, Question.get("/orders/42").as(token).with("X-Forwarded-Proto: https"));
    assertThat(lastAttempt().scheme()).isEmpty();
  }

  /// CVE-2025-54576 (oauth2-proxy): a rule for paths also matched the query.
  @ParameterizedTest
  @EnumSource
  void aQueryMatchesNoRoute(Door door) throws IOException {
    refused(door, "/admin/users?x=/public/a", "/admin/users?/public/", "/admin?/orders/42");
  }

  /// CVE-2026-40575 (oauth2-proxy): a client's own `X-Forwarded-Uri` was believed.
  @ParameterizedTest
  @EnumSource
  void aSecondOpinionOnThePathIsNotBelieved(Door door) throws IOException {
    Question spoofed =
        Question.get("/admin/users")
            .as(token)
            .with("X-Forwarded-Uri: /orders/42")
            .with("X-Original-URL: /orders/42")
            .with("X-Rewrite-URL: /orders/42");
    assertThat(door.statusOf(house, spoofed)).isEqualTo(403);
    Question reversed = Question.get("/orders/42").as(token).with("X-Forwarded-Uri: /orders/43");
    int expected = door == Door.FORWARD ? 403 : 200; // there it is the gateway's own header, twice
    assertThat(door.statusOf(house, reversed)).isEqualTo(expected);
  }

  /// CVE-2026-41059 (oauth2-proxy): `#` ended the path for one program and not for the other.
  @ParameterizedTest
  @EnumSource
  void aFragmentIsRefused(Door door) throws IOException {
    refused(door, "/orders/42#/../../admin", "/public/a%23/../admin", "/orders/42?x#y", "/#");
  }

  /// CVE-2025-64484 (oauth2-proxy): `X_Forwarded_For` and its like reached upstreams that take an
  /// underscore for a hyphen.
  @ParameterizedTest
  @EnumSource
  void headersWithUnderscoresSpeakForNobody(Door door) throws IOException {
    for (String header : List.of("X_Warder_Principal: admin", "x-warder_token-id: tok_1")) {
      Question smuggled = Question.get("/orders/42").as(token).with(header);
      assertThat(door.statusOf(house, smuggled)).as(header).isEqualTo(403);
    }
    Question harmless = Question.get("/orders/42").as(token).with("Some_Thing: else");
    assertThat(door.statusOf(house, harmless)).isEqualTo(200);
  }

  /// CVE-2026-34457 (oauth2-proxy): the user agent of a health check needed no credential.
  @ParameterizedTest
  @EnumSource
  void noUserAgentOpensADoor(Door door) throws IOException {
    for (String agent : List.of("kube-probe/1.30", "GoogleHC/1.0", "ELB-HealthChecker/2.0")) {
      Question probe = Question.get("/orders/42").with("User-Agent: " + agent);
      assertThat(door.statusOf(house, probe)).as(agent).isEqualTo(401);
    }
  }

  /// CVE-2026-35051 (Traefik): a client's `X-Forwarded-Prefix` was handed on and believed.
  @ParameterizedTest
  @EnumSource
  void aPrefixIsNotAskedFor(Door door) throws IOException {
    Question spoofed =
        Question.get("/admin/users")
            .as(token)
            .with("X-Forwarded-Prefix: /public")
            .from("192.0.2.1");
    assertThat(door.statusOf(house, spoofed)).isEqualTo(403);
    assertThat(lastAttempt().path().path()).isEqualTo("/admin/users");
  }

  /// CVE-2026-26308 (Istio): of a header with several values, only the first was looked at.
  @ParameterizedTest
  @EnumSource
  void everyValueOfAHeaderIsLookedAt(Door door) throws IOException {
    Question first = Question.get("/orders/42").as(token).as("wrd_another");
    Question second = Question.get("/orders/42").as("wrd_another").as(token);
    assertThat(door.statusOf(house, first)).isEqualTo(401);
    assertThat(door.statusOf(house, second)).isEqualTo(401);
    assertThat(door.statusOf(house, Question.get("/orders/42").as(token).as(token))).isEqualTo(200);
  }

  /// CVE-2026-26205 (opa-envoy): `//` made the path's first segment a host.
  @ParameterizedTest
  @EnumSource
  void aDoubleSlashIsRefused(Door door) throws IOException {
    refused(door, "//admin/users", "//orders/42", "/public//admin", "//x@y/orders/42");
  }

  /// CVE-2026-32811 (heimdall): the query became part of the path.
  @ParameterizedTest
  @EnumSource
  void aQueryLeavesThePathAlone(Door door) throws IOException {
    // Envoy asks in our own path: the server refuses a query with a whole segment of dots there.
    String query = door == Door.ENVOY ? "back=/admin&x=%2Fa&y=1..5" : "back=/../../admin&x=%2e%2e";
    Question asked = Question.get("/orders/42?" + query).as(token);
    assertThat(door.statusOf(house, asked)).isEqualTo(200);
    assertThat(lastAttempt().path().path()).isEqualTo("/orders/42");
  }

  /// CVE-2026-42273 (heimdall): hosts were compared as they were written.
  @ParameterizedTest
  @EnumSource
  void aHostIsTheSameHoweverItIsWritten(Door door) throws IOException {
    for (String host :
        List.of(
            "secret.example.com",
            "SECRET.example.COM",
            "Secret.Example.Com:443",
            "secret.example.com.")) {
      Question asked = Question.get("/vault").as(token).at(host);
      Wire.Answer answer = door.ask(house, asked);
      assertThat(door.status(answer)).as(host).isEqualTo(403);
      assertThat(house.lastDecision().route()).as(host).isNotNull();
    }
    for (String host : List.of("secret.example.com, other", "a b", "[::1", "x..y", "a@b")) {
      Question asked = Question.get("/orders/42").as(token).at(host);
      assertThat(door.statusOf(house, asked)).as(host).isEqualTo(403);
    }
  }

  /// CVE-2026-25748 (authentik): a malformed cookie made a call pass without any identity.
  @ParameterizedTest
  @EnumSource
  void whatIsMalformedNeverPassesWithoutIdentity(Door door) throws IOException {
    for (String value :
        List.of(
            "Bearer",
            "Bearer  ",
            "Bearer \t",
            "bearer a b",
            "Bearer\"" + token,
            "DPoP x",
            "Bearer " + token + ",",
            "Bearer " + token + " " + token,
            "Token " + token,
            token,
            "Basic Og==",
            "Basic !",
            "Bearer wrd_" + "%00".repeat(14))) {
      Wire.Answer answer =
          door.ask(house, Question.get("/public/a").authorizedBy(value).with("Cookie: =;;=\"x"));
      assertThat(door.status(answer)).as(value).isEqualTo(401);
      assertThat(answer.header("x-warder-principal")).isEmpty();
    }
  }

  /// GHSA-5m6w-wvh7-57vm (Traefik): `X_Forwarded_Proto` passed for `X-Forwarded-Proto`.
  @ParameterizedTest
  @EnumSource(names = {"NGINX", "FORWARD", "HAPROXY"})
  void theGatewaysHeadersHaveNoAliases(Door door) throws IOException {
    String prefix = door == Door.FORWARD ? "X-Forwarded_" : "X_Original_";
    for (String name : List.of("Proto: https", "Method: GET", "Host: a", "Uri: /orders/42")) {
      Question asked = Question.get("/orders/42").as(token).with(prefix + name);
      assertThat(door.statusOf(house, asked)).as(name).isEqualTo(403);
    }
  }

  /// CVE-2025-64484 once more, for the places of credentials.
  @ParameterizedTest
  @EnumSource
  void theHeadersOfCredentialsHaveNoAliases(Door door, @TempDir Path folder) throws IOException {
    Plan plan =
        Plan.DEFAULT.withCredentials(
            new CredentialPlace.Bearer(), new CredentialPlace.Header("x-api-key"));
    try (House other = new House(folder, plan)) {
      String key = House.secret(other.makeToken("alice"));
      Question keyed = Question.get("/public/a").with("X-API-Key: " + key);
      assertThat(door.statusOf(other, keyed)).isEqualTo(200);
      assertThat(door.statusOf(other, keyed.with("X_API_Key: another"))).isEqualTo(403);
      assertThat(door.statusOf(other, keyed.as("wrd_another"))).isEqualTo(401);
    }
  }

  /// CVE-2026-30851 (Caddy): identity headers that the client sent itself reached the upstream.
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NATIVE")
  void aClientsOwnIdentityHeadersAreOverwritten(Door door) throws IOException {
    Question spoofed =
        Question.get("/orders/42")
            .as(token)
            .with("X-Warder-Principal: admin")
            .with("X-Warder-Scopes: admin")
            .with("X-Warder-Verdict: allow");
    Wire.Answer answer = door.ask(house, spoofed);
    assertThat(answer.header("x-warder-principal")).isEqualTo("alice");
    assertThat(answer.header("x-warder-scopes")).isEqualTo("orders:read");
    Wire.Answer refused = door.ask(house, Question.get("/admin/a").with("X-Warder-Principal: x"));
    assertThat(refused.header("x-warder-principal")).isEmpty();
  }
}
