package dev.warder.api;

import static dev.warder.api.Office.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.audit.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class TokensApiTest {
  private static final String WANTED =
      """
      {"principal": "alice", "kind": "agent", "name": "ci", "scopes": ["orders:read"],
       "ttl": "PT1H", "allowCidrs": ["127.0.0.0/8"],
       "rateLimit": {"requests": 5, "per": "PT1M"}, "tags": {"team": "red"}}
      """;

  @TempDir Path folder;
  private Office office;

  @BeforeEach
  void open() throws IOException {
    office = new Office(folder);
  }

  @AfterEach
  void close() throws IOException {
    office.close();
  }

  @Test
  void aNewTokenIsAnsweredWholeAndItsSecretOnce() throws IOException {
    Office.Reply answer = office.post("/v1/tokens", WANTED);
    JsonNode made = json(201, answer);
    String id = made.get("id").asString();
    assertThat(answer.header("location")).isEqualTo("/v1/tokens/" + id);
    assertThat(answer.header("cache-control")).isEqualTo("no-store");
    assertThat(made.get("token").asString()).startsWith("wrd_").hasSize(42);
    assertThat(made.get("createdAt").asString()).isEqualTo("2026-11-23T10:00:00.000Z");
    assertThat(made.get("expiresAt").asString()).isEqualTo("2026-11-23T11:00:00.000Z");
    assertThat(made.get("rateLimit").toString()).isEqualTo("{\"requests\":5,\"per\":\"PT1M\"}");
    assertThat(made.get("state").asString()).isEqualTo("active");
    assertThat(made.get("lastUsed").isNull()).isTrue();

    JsonNode shown = json(200, office.get("/v1/tokens/" + id));
    assertThat(shown.has("token")).isFalse();
    assertThat(shown.get("tags").toString()).isEqualTo("{\"team\":\"red\"}");
    assertThat(shown.get("kind").asString()).isEqualTo("agent");
  }

  @Test
  void aChangeIsRecordedWithWhoAndWhatBeforeItIsMade() throws IOException {
    String id = json(201, office.post("/v1/tokens", WANTED)).get("id").asString();
    Entry record = office.newest();
    assertThat(record.kind()).isEqualTo("token.created");
    assertThat(record.node().get("actor").asString()).isEqualTo("root");
    assertThat(record.node().get("subject").asString()).isEqualTo(id);
    assertThat(record.node().get("details").get("scopes").toString())
        .isEqualTo("[\"orders:read\"]");

    json(200, office.send(office.admin, "PATCH", "/v1/tokens/" + id, "{\"name\": \"cd\"}"));
    JsonNode change = office.newest().node().get("details");
    assertThat(change.get("from").toString()).isEqualTo("{\"name\":\"ci\"}");
    assertThat(change.get("to").toString()).isEqualTo("{\"name\":\"cd\"}");
  }

  @Test
  void whatCannotBeRecordedIsNotDone() throws IOException {
    String id = json(201, office.post("/v1/tokens", WANTED)).get("id").asString();
    office.house.journal.close();
    assertThat(office.post("/v1/tokens", WANTED).status()).isEqualTo(503);
    assertThat(office.post("/v1/tokens/" + id + "/revoke", "{}").status()).isEqualTo(503);
    assertThat(office.get("/v1/tokens/" + id).status()).isEqualTo(503);
    assertThat(office.house.tokens.find(id).isRevoked()).isFalse();
    assertThat(office.house.tokens.count()).isEqualTo(3); // the gateway's, the operator's, this one
  }

  @Test
  void aRepeatedCallAnswersTheSameTokenWithoutItsSecret() throws IOException {
    String[] key = {"Idempotency-Key", "42"};
    JsonNode first = json(201, office.post("/v1/tokens", WANTED, key));
    JsonNode again = json(201, office.post("/v1/tokens", WANTED, key));
    assertThat(again.get("id")).isEqualTo(first.get("id"));
    assertThat(again.has("token")).isFalse();
    assertThat(office.records("token.created")).hasSize(1);

    Office.Reply other = office.post("/v1/tokens", WANTED.replace("\"ci\"", "\"x\""), key);
    assertThat(other.status()).isEqualTo(422);
    String second = office.key("deputy", "warder:admin");
    JsonNode theirs = json(201, office.send(second, "POST", "/v1/tokens", WANTED, key));
    assertThat(theirs.get("id")).isNotEqualTo(first.get("id"));
  }

  @Test
  void aRotatedTokensOldSecretIsGoodForTheGraceAndNoLonger() throws IOException {
    JsonNode made = json(201, office.post("/v1/tokens", WANTED.replace("\"127.0.0.0/8\"", "")));
    String path = "/v1/tokens/" + made.get("id").asString() + "/rotate";
    String old = made.get("token").asString();
    JsonNode rotated = json(200, office.post(path, "{\"grace\": \"PT10M\"}"));
    String fresh = rotated.get("token").asString();
    assertThat(fresh).isNotEqualTo(old);
    assertThat(office.decide(old, "/orders/1").get("status").asInt()).isEqualTo(200);
    assertThat(office.decide(fresh, "/orders/1").get("status").asInt()).isEqualTo(200);
    office.house.clock.advance(Duration.ofMinutes(11));
    assertThat(office.decide(old, "/orders/1").get("status").asInt()).isEqualTo(401);
    assertThat(office.decide(fresh, "/orders/1").get("status").asInt()).isEqualTo(200);
    String newest = json(200, office.post(path, "")).get("token").asString();
    assertThat(office.decide(fresh, "/orders/1").get("status").asInt()).isEqualTo(401);
    assertThat(office.decide(newest, "/orders/1").get("status").asInt()).isEqualTo(200);
  }

  @Test
  void aRevokedTokenIsDeniedOnTheNextCall() throws IOException {
    JsonNode made = json(201, office.post("/v1/tokens", WANTED.replace("\"127.0.0.0/8\"", "")));
    String secret = made.get("token").asString();
    assertThat(office.decide(secret, "/orders/1").get("verdict").asString()).isEqualTo("allow");
    String path = "/v1/tokens/" + made.get("id").asString();
    JsonNode revoked = json(200, office.post(path + "/revoke", "{\"reason\": \"leaked\"}"));
    assertThat(revoked.get("state").asString()).isEqualTo("revoked");
    assertThat(revoked.get("revokedReason").asString()).isEqualTo("leaked");
    assertThat(office.decide(secret, "/orders/1").get("verdict").asString()).isEqualTo("deny");
    assertThat(office.send(secret, "GET", path, "").status()).isEqualTo(401);
    assertThat(office.send(office.admin, "PATCH", path, "{}").status()).isEqualTo(409);
    JsonNode shown = json(200, office.get(path));
    assertThat(shown.get("lastUsed").get("address").asString()).isEqualTo("203.0.113.7");
  }

  @Test
  void aChangeOfWhatAnotherChangedMeanwhileIsRefused() throws IOException {
    Office.Reply made = office.post("/v1/tokens", WANTED);
    String path = "/v1/tokens/" + json(made).get("id").asString();
    String tag = made.header("etag");
    Office.Reply first = patch(path, "{\"name\": \"a\"}", "If-Match", tag);
    assertThat(first.status()).isEqualTo(200);
    assertThat(patch(path, "{\"name\": \"b\"}", "If-Match", tag).status()).isEqualTo(412);
    assertThat(patch(path, "{\"name\": \"c\"}", "If-Match", "W/" + tag).status()).isEqualTo(412);
    assertThat(patch(path, "{\"name\": \"d\"}", "If-Match", "*").status()).isEqualTo(200);
    JsonNode last = json(200, patch(path, "{\"expiresAt\": null, \"rateLimit\": null}"));
    assertThat(last.get("name").asString()).isEqualTo("d");
    assertThat(last.get("expiresAt").isNull()).isTrue();
    assertThat(last.get("rateLimit").isNull()).isTrue();
  }

  /// CVE-2026-15572: what an update swaps must be validated as at the creation, or refused.
  @Test
  void whoseAndOfWhichKindATokenIsCannotBeSwappedByAnUpdate() throws IOException {
    String path = "/v1/tokens/" + json(office.post("/v1/tokens", WANTED)).get("id").asString();
    for (String swap : List.of("\"kind\": \"user\"", "\"principal\": \"root\"", "\"id\": \"x\"")) {
      assertThat(patch(path, "{" + swap + "}").status()).isEqualTo(400);
    }
    assertThat(patch(path, "{\"kind\": \"agent\", \"name\": \"ok\"}").status()).isEqualTo(200);
    assertThat(patch(path, "{\"scopes\": [\"with blank\"]}").status()).isEqualTo(400);
    assertThat(patch(path, "{\"allowCidrs\": [\"10.0.0.0/99\"]}").status()).isEqualTo(400);
    assertThat(office.post("/v1/tokens", WANTED.replace("agent", "user")).status()).isEqualTo(409);
  }

  /// CVE-2026-4630: an id of something else is not an id.
  @Test
  void idsOfOtherThingsAreNotFound() throws IOException {
    String token = json(office.post("/v1/tokens", WANTED)).get("id").asString();
    String decision = office.decide("wrd_none", "/orders/1").get("id").asString();
    String event = office.records("token.created").getFirst().id();
    for (String id : List.of(decision, event, "alice", "tok_", "x".repeat(3000))) {
      assertThat(office.get("/v1/tokens/" + id).status()).as(id).isEqualTo(404);
      assertThat(office.post("/v1/tokens/" + id + "/revoke", "{}").status()).isEqualTo(404);
    }
    for (String id : List.of(token, event, decision.replace("dec_", "tok_"), "dec_")) {
      assertThat(office.get("/v1/decisions/" + id).status()).as(id).isEqualTo(404);
    }
  }

  /// CVE-2026-33504: a cursor that was made up or taken from another list leads nowhere.
  @Test
  void forgedCursorsAreRefused() throws IOException {
    for (int i = 0; i < 5; i++) {
      json(201, office.post("/v1/tokens", WANTED));
    }
    List<String> seen = new ArrayList<>();
    String list = "/v1/tokens?principal=alice&limit=2";
    JsonNode page = json(200, office.get(list));
    String cursor = page.get("cursor").asString();
    while (true) {
      page.get("items").forEach(item -> seen.add(item.get("id").asString()));
      if (page.get("cursor").isNull()) {
        break;
      }
      page = json(200, office.get(list + "&cursor=" + page.get("cursor").asString()));
    }
    assertThat(seen).hasSize(5).doesNotHaveDuplicates();
    String changed = (cursor.startsWith("A") ? "B" : "A") + cursor.substring(1);
    for (String forged : List.of("x", "'%20OR%201=1--", cursor + "A", changed)) {
      assertThat(office.get(list + "&cursor=" + forged).status()).as(forged).isEqualTo(400);
    }
    assertThat(office.get("/v1/tokens?cursor=" + cursor).status()).isEqualTo(400);
    assertThat(office.get("/v1/audit?cursor=" + cursor).status()).isEqualTo(400);
  }

  @Test
  void listsAreFiltered() throws IOException {
    json(201, office.post("/v1/tokens", WANTED));
    assertThat(json(office.get("/v1/tokens?tag=team=red")).get("items")).hasSize(1);
    assertThat(json(office.get("/v1/tokens?tag=team=blue")).get("items")).isEmpty();
    assertThat(json(office.get("/v1/tokens?kind=agent")).get("items")).hasSize(1);
    for (String wrong : List.of("kind=robot", "limit=0", "limit=x", "kind=user&kind=agent")) {
      assertThat(office.get("/v1/tokens?" + wrong).status()).as(wrong).isEqualTo(400);
    }
  }

  @Test
  void anExistingKeyIsTakenOverByItsDigest() throws Exception {
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest("old-key-1".getBytes(StandardCharsets.UTF_8));
    String body =
        "{\"principal\": \"bob\", \"scopes\": [\"orders:read\"], \"sha256\": \"%s\"}"
            .formatted(HexFormat.of().formatHex(hash));
    JsonNode made = json(201, office.post("/v1/tokens/import", body));
    assertThat(made.has("token")).isFalse();
    assertThat(office.decide("old-key-1", "/orders/1").get("verdict").asString())
        .isEqualTo("allow");
    assertThat(office.post("/v1/tokens", body).status()).isEqualTo(409);
    String record = office.records("token.imported").getFirst().json();
    assertThat(record).doesNotContain(HexFormat.of().formatHex(hash));
  }

  private Office.Reply patch(String path, String json, String... headers) throws IOException {
    return office.send(office.admin, "PATCH", path, json, headers);
  }
}
