package dev.warder.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.House;
import dev.warder.model.Principal;
import dev.warder.model.PrincipalKind;
import dev.warder.stepup.StepUpFixtures;
import dev.warder.token.NewToken;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class StepUpApiTest {
  private static final String JSON_TYPE = "application/json";

  @TempDir Path folder;
  private Office office;
  private String alice;
  private StepUpFixtures.App app;

  @BeforeEach
  void open() throws IOException {
    office = new Office(folder);
    alice = office.key("alice");
    app = new StepUpFixtures.App(office.house.stepUp, "alice", office.house.clock);
  }

  @AfterEach
  void close() throws IOException {
    office.close();
  }

  private String challenge(String token) throws IOException {
    JsonNode decision = office.decide(token, "/do/proof");
    assertThat(decision.path("verdict").asString()).isEqualTo("step_up");
    JsonNode asked = decision.path("stepUp");
    String id = asked.path("challengeId").asString();
    assertThat(asked.path("verificationUri").asString()).endsWith("/step-up/" + id);
    return "/v1/step-up/" + id;
  }

  private Office.Reply open(String path, String json) throws IOException {
    return office.send("", "POST", path, json, "Content-Type", JSON_TYPE);
  }

  private static String totp(String code) {
    return "{\"method\": \"totp\", \"code\": \"" + code + "\"}";
  }

  private String state(String token, String at) throws IOException {
    return Office.json(200, office.send(token, "GET", at, "")).path("state").asString();
  }

  @Test
  void theChallengedTokenPollsUntilItIsMet() throws IOException {
    String at = challenge(alice);
    Office.Reply waits = office.send(alice, "GET", at, "");
    assertThat(waits.header("retry-after")).isEqualTo("5");
    JsonNode open = Office.json(200, waits);
    assertThat(open.path("state").asString()).isEqualTo("open");
    assertThat(open.path("pollAfter").asString()).isEqualTo("PT5S");
    assertThat(open.path("methods").toString()).isEqualTo("[\"totp\",\"recovery\"]");
    assertThat(open.propertyNames())
        .containsExactly(
            "id",
            "state",
            "acrValues",
            "maxAge",
            "openedAt",
            "expiresAt",
            "answeredBy",
            "methods",
            "verificationUri",
            "pollAfter",
            "proof");
    assertThat(open(at + "/verify", totp(app.code())).status()).isEqualTo(200);
    Office.Reply answered = office.send(alice, "GET", at, "");
    assertThat(answered.header("retry-after")).isEmpty();
    JsonNode met = Office.json(200, answered);
    assertThat(met.path("state").asString()).isEqualTo("met");
    assertThat(met.path("proof").path("level").asString()).isEqualTo("mfa");
    assertThat(office.decide(alice, "/do/proof").path("verdict").asString()).isEqualTo("allow");
  }

  @Test
  void aLongPollIsAnsweredWhenTheProofIsThere() throws Exception {
    String at = challenge(alice);
    CompletableFuture<String> polled =
        CompletableFuture.supplyAsync(() -> quietly(alice, at + "?wait=PT20S"));
    assertThat(open(at + "/verify", totp(app.code())).status()).isEqualTo(200);
    assertThat(polled.get()).isEqualTo("met");
    assertThat(office.send(alice, "GET", at + "?wait=20", "").status()).isEqualTo(400);
  }

  private String quietly(String token, String at) {
    try {
      return state(token, at);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /// CVE-2026-4630 (Keycloak): the id of somebody else's thing.
  @Test
  void toAnotherTokenThereIsNoSuchChallenge() throws IOException {
    String at = challenge(alice);
    Office.Reply others = office.send(office.key("bob"), "GET", at, "");
    assertThat(others.status()).isEqualTo(404);
    String unknown = "/v1/step-up/chl_00000000000000000000000000";
    assertThat(office.send(office.key("bob"), "GET", unknown, "").body()).isEqualTo(others.body());
    assertThat(office.send("", "GET", at, "").status()).isEqualTo(401);
  }

  @Test
  void operatorsSeeWhoAsksForWhatAndWhy() throws IOException {
    JsonNode all = Office.json(200, office.get(challenge(alice)));
    assertThat(all.path("principal").asString()).isEqualTo("alice");
    assertThat(all.path("call").path("path").asString()).isEqualTo("/do/proof");
    assertThat(all.path("call").path("sourceIp").asString()).isEqualTo("203.0.113.7");
    assertThat(all.path("rules").toString()).isEqualTo("[\"proof-please\"]");
  }

  /// A refusal tells a thief nothing; what he wanted himself he knows.
  @Test
  void thePageOfThePublicLinkDoesNotSayWhy() throws IOException {
    String at = challenge(alice);
    JsonNode seen = Office.json(200, open(at + "/view", "{}"));
    assertThat(seen.path("call").path("path").asString()).isEqualTo("/do/proof");
    assertThat(seen.path("complete").asBoolean()).isFalse();
    for (String secret : List.of("because", "score", "rules", "principal", "tokenId", "owner")) {
      assertThat(seen.has(secret)).as(secret).isFalse();
    }
    assertThat(Office.json(200, open(at + "/view", "{\"key\": \"guess\"}")).path("complete"))
        .hasToString("false");
    String id = at.substring(at.lastIndexOf('/') + 1);
    String key = office.house.stepUp.ownersKey(id).reveal();
    JsonNode whole = Office.json(200, open(at + "/view", "{\"key\": \"" + key + "\"}"));
    assertThat(whole.path("principal").asString()).isEqualTo("alice");
  }

  @Test
  void wrongAnswersAreRefusedAlikeAndThenWaitedFor() throws IOException {
    String at = challenge(alice);
    Office.Reply wrong = open(at + "/verify", totp(app.wrong()));
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.body()).doesNotContain(app.code()).doesNotContain(app.wrong());
    String recovery = "{\"method\": \"recovery\", \"code\": \"nonsense\"}";
    assertThat(open(at + "/verify", recovery).body()).isEqualTo(wrong.body());
    for (int i = 0; i < 3; i++) {
      assertThat(open(at + "/verify", totp(app.wrong())).status()).isEqualTo(422);
    }
    assertThat(state(alice, at)).isEqualTo("locked");
    String other = challenge(office.key("alice"));
    Office.Reply locked = open(other + "/verify", totp(app.code()));
    assertThat(locked.status()).isEqualTo(429);
    assertThat(Integer.parseInt(locked.header("retry-after"))).isBetween(1, 301);
  }

  @Test
  void onlyJsonIsTakenAndOnlyWhatMakesSense() throws IOException {
    String at = challenge(alice);
    assertThat(
            office
                .send("", "POST", at + "/verify", totp("1"), "Content-Type", "text/plain")
                .status())
        .isEqualTo(415);
    assertThat(office.send("", "POST", at + "/verify", totp("1")).status()).isEqualTo(415);
    assertThat(open(at + "/verify", "{\"method\": \"sms\"}").status()).isEqualTo(400);
    assertThat(open(at + "/verify", "{\"method\": \"totp\"}").status()).isEqualTo(400);
    assertThat(open(at + "/approve", "{\"ticket\": \"x\", \"decision\": \"maybe\"}").status())
        .isEqualTo(400);
  }

  private String robot() {
    Principal robot = new Principal("robot", PrincipalKind.AGENT);
    return House.secret(
        office.house.makeToken(
            new NewToken(
                robot, "nightly", List.of(), null, List.of(), null, Map.of("owner", "alice"))));
  }

  private String ticket(String at) throws IOException {
    JsonNode proven = Office.json(200, open(at + "/verify", totp(app.code())));
    assertThat(proven.path("state").asString()).isEqualTo("open");
    return proven.path("ticket").asString();
  }

  @Test
  void theOwnerProvesHimselfSeesWhyAndApproves() throws IOException {
    String robot = robot();
    String at = challenge(robot);
    assertThat(Office.json(200, office.send(robot, "GET", at, "")).path("answeredBy").asString())
        .isEqualTo("owner");
    String ticket = ticket(at);
    JsonNode seen = Office.json(200, open(at + "/view", "{\"ticket\": \"" + ticket + "\"}"));
    assertThat(seen.path("principal").asString()).isEqualTo("robot");
    String yes = "{\"ticket\": \"" + ticket + "\", \"decision\": \"approve\", \"for\": \"PT5M\"}";
    assertThat(Office.json(200, open(at + "/approve", yes)).path("state").asString())
        .isEqualTo("met");
    assertThat(state(robot, at)).isEqualTo("met");
    assertThat(office.decide(robot, "/do/proof").path("verdict").asString()).isEqualTo("allow");
    office.house.clock.advance(Duration.ofMinutes(5));
    assertThat(office.decide(robot, "/do/proof").path("verdict").asString()).isEqualTo("step_up");
  }

  @Test
  void theOwnerDeniesAndRevokes() throws IOException {
    String robot = robot();
    String at = challenge(robot);
    String no = "{\"ticket\": \"" + ticket(at) + "\", \"decision\": \"deny\", \"revoke\": true}";
    assertThat(Office.json(200, open(at + "/approve", no)).path("state").asString())
        .isEqualTo("denied");
    assertThat(office.decide(robot, "/do/proof").path("error").asString())
        .isEqualTo("invalid_token");
    assertThat(office.send(robot, "GET", at, "").status()).isEqualTo(401);
    assertThat(office.records("token.revoked")).hasSize(1);
    assertThat(office.records("challenge.denied")).hasSize(1);
  }

  @Test
  void anInvitationEnrolsOneThingOnce() throws IOException {
    JsonNode invited =
        Office.json(201, office.post("/v1/principals/bob/invitations", "{\"ttl\": \"PT1H\"}"));
    String at = "/v1/enroll/" + invited.path("invitation").asString();
    assertThat(invited.path("url").asString())
        .endsWith("/enroll/" + invited.path("invitation").asString());
    assertThat(Office.json(200, office.send("", "GET", at, "")).path("principal").asString())
        .isEqualTo("bob");
    JsonNode made = Office.json(200, open(at + "/totp", "{}"));
    assertThat(made.path("uri").asString()).startsWith("otpauth://totp/Warder%3Abob?secret=");
    String code = StepUpFixtures.code(made.path("key").asString(), office.house.clock.instant());
    String confirm = "{\"pending\": \"" + made.path("pending").asString() + "\", \"code\": \"%s\"}";
    assertThat(open(at + "/totp/confirm", confirm.formatted("000000x")).status()).isEqualTo(422);
    JsonNode done = Office.json(201, open(at + "/totp/confirm", confirm.formatted(code)));
    assertThat(done.path("recoveryCodes").size()).isEqualTo(10);
    assertThat(open(at + "/totp/confirm", confirm.formatted(code)).status()).isEqualTo(404);
    assertThat(office.send("", "GET", at, "").status()).isEqualTo(404);
    JsonNode factors = Office.json(200, office.get("/v1/principals/bob/factors"));
    assertThat(factors.path("recoveryCodesLeft").asInt()).isEqualTo(10);
    String id = factors.path("items").get(0).path("id").asString();
    String one = "/v1/principals/bob/factors/" + id;
    assertThat(Office.json(200, office.send(office.admin, "DELETE", one, "")).path("items"))
        .isEmpty();
    assertThat(office.send(office.admin, "DELETE", one, "").status()).isEqualTo(404);
  }

  @Test
  void ownersAreSaidByAdministratorsAlone() throws IOException {
    String at = "/v1/principals/robot/owner";
    String body = "{\"owner\": \"alice\", \"mail\": \"alice@example.com\"}";
    assertThat(office.send(office.key("eve", "warder:read"), "PUT", at, body).status())
        .isEqualTo(403);
    assertThat(Office.json(200, office.send(office.admin, "PUT", at, body)).path("owner"))
        .hasToString("\"alice\"");
    assertThat(Office.json(200, office.get(at)).path("mail").asString())
        .isEqualTo("alice@example.com");
    assertThat(office.send(office.admin, "PUT", at, "{\"owner\": \"robot\"}").status())
        .isEqualTo(400);
  }

  @Test
  void pagesLoadNothingFromElsewhereAndRunNothingOfTheirOwn() throws IOException {
    for (String page : List.of("/step-up/chl_x", "/enroll/inv_x")) {
      Office.Reply reply = office.send("", "GET", page, "");
      assertThat(reply.header("content-security-policy"))
          .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
          .doesNotContain("unsafe");
      assertThat(reply.header("x-content-type-options")).isEqualTo("nosniff");
      assertThat(reply.header("cache-control")).isEqualTo("no-store");
      assertThat(reply.header("referrer-policy")).isEqualTo("no-referrer");
      assertThat(reply.body())
          .contains("<html lang=\"en\">", "<h1")
          .doesNotContain("http:")
          .doesNotContain("https:")
          .doesNotContain(" style=")
          .doesNotContain(" onclick=")
          .doesNotContain("<script>");
    }
    for (String part : List.of("step-up.js", "enroll.js", "common.js", "pages.css")) {
      assertThat(office.send("", "GET", "/assets/" + part, "").status()).isEqualTo(200);
    }
  }
}
