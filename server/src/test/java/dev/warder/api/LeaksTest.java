package dev.warder.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.House;
import dev.warder.Plan;
import dev.warder.leak.GithubProof;
import dev.warder.leak.Intake;
import dev.warder.leak.KeySet;
import dev.warder.leak.WebhookProof;
import dev.warder.model.Principal;
import dev.warder.model.PrincipalKind;
import dev.warder.model.Token;
import dev.warder.notify.outbox.Notice;
import dev.warder.notify.outbox.Recipient;
import dev.warder.notify.outbox.Urgency;
import dev.warder.token.Issued;
import dev.warder.token.NewToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class LeaksTest {
  private static final String SECRET = "a secret that only the two of us know";
  private static final KeyPair KEY = key("secp256r1");

  private record Told(Notice notice, List<Recipient> recipients) {}

  private final List<Told> told = new ArrayList<>();
  @TempDir Path folder;
  private int fetched;
  private byte[] published = published("k1", KEY);

  private static KeyPair key(String curve) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(curve));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] published(String id, KeyPair key) {
    String pem =
        "-----BEGIN PUBLIC KEY-----\\n"
            + Base64.getEncoder().encodeToString(key.getPublic().getEncoded())
            + "\\n-----END PUBLIC KEY-----\\n";
    return """
    {"public_keys": [{"key_identifier": "%s", "key": "%s", "is_current": true}]}
    """
        .formatted(id, pem)
        .getBytes(StandardCharsets.UTF_8);
  }

  private byte[] fetch() throws IOException {
    fetched++;
    if (published.length == 0) {
      throw new IOException("down");
    }
    return published;
  }

  private House open(Intake.Action action) throws IOException {
    return new House(
        folder,
        Plan.DEFAULT.withMore(house -> {
          InstantSource clock = house.clock;
          Intake intake =
              new Intake(
                  new GithubProof(new KeySet(this::fetch, clock)),
                  new WebhookProof(SECRET, clock),
                  action);
          return new LeaksApi(
                  intake,
                  (notice, recipients) -> told.add(new Told(notice, recipients)),
                  house.callers,
                  house.tokens,
                  house.journal,
                  house.refused,
                  house.ids,
                  clock)
              .endpoints();
        }));
  }

  private static String report(String token) {
    return "[{\"token\":\"%s\",\"type\":\"warder_token\",\"url\":\"https://example.com/x?t=%s\","
            .formatted(token, token)
        + "\"source\":\"content\"}]";
  }

  private static String[] github(String id, KeyPair key, String body) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(key.getPrivate());
      signature.update(body.getBytes(StandardCharsets.UTF_8));
      return new String[] {
        "Github-Public-Key-Identifier: " + id,
        "Github-Public-Key-Signature: " + Base64.getEncoder().encodeToString(signature.sign())
      };
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static String[] webhook(String id, long at, String secret, String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] sum = mac.doFinal((id + "." + at + "." + body).getBytes(StandardCharsets.UTF_8));
      return new String[] {
        "webhook-id: " + id,
        "webhook-timestamp: " + at,
        "webhook-signature: v1,AAAA v1," + Base64.getEncoder().encodeToString(sum)
      };
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static int post(House house, String path, String body, String... headers)
      throws IOException {
    return house.post(path, body.getBytes(StandardCharsets.UTF_8), headers).status();
  }

  private static int github(House house, String id, KeyPair key, String body) throws IOException {
    return post(house, "/v1/leaks/github", body, github(id, key, body));
  }

  @Test
  void aTokenThatGithubFoundEndsAndItsOwnerIsTold() throws IOException {
    try (House house = open(Intake.Action.REVOKE)) {
      Issued issued = house.makeToken("alice", "orders:read");
      String secret = House.secret(issued);
      String body = report(secret).replace("]", ",") + report("wrd_none").substring(1);
      var answer =
          house.post(
              "/v1/leaks/github", body.getBytes(StandardCharsets.UTF_8), github("k1", KEY, body));
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body())
          .matches(
              "\\[\\{\"token_hash\":\"[0-9a-f]{64}\",\"token_type\":\"warder_token\","
                  + "\"label\":\"true_positive\"},\\{\"token_hash\":\"[0-9a-f]{64}\","
                  + "\"token_type\":\"warder_token\",\"label\":\"false_positive\"}]");
      assertThat(house.tokens.find(issued.token().id()).isRevoked()).isTrue();
      JsonNode record = newestLeak(house);
      JsonNode details = record.get("details");
      assertThat(details.get("principal").asString()).isEqualTo("alice");
      assertThat(details.get("action").asString()).isEqualTo("revoke");
      assertThat(details.get("url").asString()).isEqualTo("https://example.com/x?t=[token]");
      assertThat(record.toString() + answer.body()).doesNotContain(secret);
      assertThat(github(house, "k1", KEY, report(secret))).isEqualTo(200);
      assertThat(newestLeak(house).get("details").get("action").asString()).isEqualTo("none");
      assertThat(told).hasSize(2);
      assertThat(told.getFirst().recipients()).containsExactly(new Recipient.Operators());
      assertThat(told.getFirst().notice().urgency()).isEqualTo(Urgency.HIGH);
      assertThat(told.getLast().notice().urgency()).isEqualTo(Urgency.LOW);
      assertThat(told.toString())
          .contains("a token of alice was found in public", "https://example.com/x?t=[token]")
          .doesNotContain(secret);
    }
  }

  private static JsonNode newestLeak(House house) throws IOException {
    var leaks = house.entries().stream().filter(e -> e.kind().equals("token.leaked")).toList();
    return leaks.getLast().node();
  }

  @Test
  void anOwnerWhoseAddressIsKnownIsWrittenTo() throws IOException {
    try (House house = open(Intake.Action.REVOKE)) {
      String named = House.secret(house.makeToken("ann@example.com", "orders:read"));
      assertThat(github(house, "k1", KEY, report(named))).isEqualTo(200);
      NewToken wanted =
          new NewToken(
              new Principal("ci", PrincipalKind.SERVICE),
              "",
              List.of("orders:read"),
              null,
              List.of(),
              null,
              Map.of("owner", "ops@example.com"));
      String tagged = House.secret(house.makeToken(wanted));
      assertThat(github(house, "k1", KEY, report(tagged))).isEqualTo(200);
      assertThat(told)
          .extracting(each -> each.recipients().getLast())
          .containsExactly(
              new Recipient.Owner("ann@example.com"), new Recipient.Owner("ops@example.com"));
    }
  }

  @Test
  void aMarkedTokenKeepsItsTagsAndIsLeftToPolicy() throws IOException {
    try (House house = open(Intake.Action.MARK)) {
      Issued issued = house.makeToken("alice", "orders:read");
      assertThat(github(house, "k1", KEY, report(House.secret(issued)))).isEqualTo(200);
      Token marked = house.tokens.find(issued.token().id());
      assertThat(marked.isRevoked()).isFalse();
      assertThat(marked.tags()).containsKey("leaked");
    }
  }

  @Test
  void onlyAGoodSignatureOverTheVeryBytesCounts() throws IOException {
    try (House house = open(Intake.Action.REVOKE)) {
      Issued issued = house.makeToken("alice");
      String body = report(House.secret(issued));
      String path = "/v1/leaks/github";
      assertThat(post(house, path, body)).isEqualTo(401);
      assertThat(post(house, path, body + " ", github("k1", KEY, body))).isEqualTo(401);
      assertThat(post(house, path, body, github("k1", key("secp256r1"), body))).isEqualTo(401);
      assertThat(post(house, path, body, github("k2", KEY, body))).isEqualTo(401);
      String[] twice = github("k1", KEY, body);
      assertThat(post(house, path, body, twice[0], twice[1], twice[1])).isEqualTo(401);
      String[] plain = {twice[0], "Github-Public-Key-Signature: !"};
      assertThat(post(house, path, body, plain)).isEqualTo(401);
      assertThat(house.tokens.find(issued.token().id()).isRevoked()).isFalse();
      assertThat(fetched).isEqualTo(1);
    }
  }

  @Test
  void keysAreKeptForAnHourAndFetchedAgainForAnUnknownOneOnceAMinute() throws IOException {
    try (House house = open(Intake.Action.REVOKE)) {
      KeyPair next = key("secp256r1");
      assertThat(github(house, "k1", KEY, "[]")).isEqualTo(200);
      published = published("k2", next);
      assertThat(github(house, "k2", next, "[]")).isEqualTo(401);
      house.clock.advance(Duration.ofMinutes(1));
      assertThat(github(house, "k2", next, "[]")).isEqualTo(200);
      assertThat(github(house, "k1", KEY, "[]")).isEqualTo(401);
      published = new byte[0];
      house.clock.advance(Duration.ofHours(2));
      assertThat(github(house, "k2", next, "[]")).isEqualTo(200);
      house.clock.advance(Duration.ofDays(1));
      assertThat(github(house, "k2", next, "[]")).isEqualTo(503);
      assertThat(fetched).isEqualTo(4);
    }
  }

  @Test
  void keysOfAnotherCurveAndOtherNonsenseAreNone() throws IOException {
    KeyPair other = key("secp384r1");
    published = published("k1", other);
    try (House house = open(Intake.Action.REVOKE)) {
      assertThat(github(house, "k1", other, "[]")).isEqualTo(503);
    }
  }

  @Test
  void aSignedWebhookIsTakenOnceAndInTime() throws IOException {
    try (House house = open(Intake.Action.REVOKE)) {
      String path = "/v1/leaks/webhook";
      Issued issued = house.makeToken("alice");
      String body = report(House.secret(issued));
      long now = house.clock.instant().getEpochSecond();
      for (String[] headers :
          List.of(
              webhook("m1", now, "another secret, which nobody told", body),
              webhook("m1", now - 301, SECRET, body),
              webhook("m1", now + 301, SECRET, body),
              webhook("m1", now, SECRET, body + " "))) {
        assertThat(post(house, path, body, headers)).isEqualTo(401);
      }
      assertThat(house.tokens.find(issued.token().id()).isRevoked()).isFalse();
      assertThat(post(house, path, body, webhook("m1", now, SECRET, body))).isEqualTo(200);
      assertThat(house.tokens.find(issued.token().id()).isRevoked()).isTrue();
      assertThat(post(house, path, body, webhook("m1", now, SECRET, body))).isEqualTo(409);
    }
  }

  @Test
  void whatIsNoReportIsRefused() throws IOException {
    try (House house = open(Intake.Action.REVOKE)) {
      for (String body : List.of("", "1", "[1]", "[{\"token\": 1}]", "[{}]")) {
        assertThat(github(house, "k1", KEY, body)).as(body).isEqualTo(400);
      }
      String many = "[" + "{\"token\":\"x\"},".repeat(500) + "{\"token\":\"x\"}]";
      assertThat(github(house, "k1", KEY, many)).isEqualTo(400);
    }
  }
}
