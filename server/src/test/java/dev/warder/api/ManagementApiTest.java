package dev.warder.api;

import static dev.warder.api.Office.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.audit.Checkpoint;
import dev.warder.audit.InclusionProof;
import dev.warder.audit.Outcomes;
import dev.warder.http.Endpoint;
import dev.warder.model.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ManagementApiTest {
  private static final String RULES =
      "apiVersion: warder.dev/v1\\nkind: Policy\\nmode: enforce\\nrules:\\n";

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

  private static String files(String condition) {
    String rule = "  - {id: none-shall-pass, when: \\\"" + condition + "\\\", then: deny}";
    return "{\"policies\": [{\"name\": \"a.yaml\", \"yaml\": \"" + RULES + rule + "\"}]}";
  }

  private Office.Reply put(String body, String... headers) throws IOException {
    String[] matching = headers.length == 0 ? new String[] {"If-Match", "*"} : headers;
    return office.send(office.admin, "PUT", "/v1/policy", body, matching);
  }

  @Test
  void anAppliedPolicyCountsFromTheNextCallAndIsRecordedWithItsText() throws IOException {
    String token = office.key("alice", "orders:read");
    assertThat(office.decide(token, "/orders/1").get("verdict").asString()).isEqualTo("allow");
    String before = office.get("/v1/policy").header("etag");
    JsonNode applied = json(200, put(files("true"), "If-Match", before));
    assertThat(office.decide(token, "/orders/1").get("verdict").asString()).isEqualTo("deny");
    JsonNode record = office.records("policy.applied").getFirst().node();
    assertThat(record.get("actor").asString()).isEqualTo("root");
    assertThat(record.get("subject")).isEqualTo(applied.get("revision"));
    assertThat(record.get("details").get("policies").toString()).contains("none-shall-pass");
    assertThat(put(files("false"), "If-Match", before).status()).isEqualTo(412);
    JsonNode shown = json(200, office.get("/v1/policy"));
    assertThat(shown.get("revision")).isEqualTo(applied.get("revision"));
    assertThat(shown.get("policies").get(0).get("yaml").asString()).contains("none-shall-pass");
  }

  @Test
  void aPolicyThatIsWrongIsRefusedWithItsPlaces() throws IOException {
    String revision = office.house.policy.revision();
    JsonNode problem = json(422, put(files("risk.scoer > 3")));
    assertThat(problem.get("type").asString()).endsWith("/unprocessable");
    assertThat(problem.get("problems").get(0).get("file").asString()).isEqualTo("a.yaml");
    assertThat(problem.get("problems").get(0).get("line").asInt()).isEqualTo(5);
    assertThat(office.house.policy.revision()).isEqualTo(revision);
    JsonNode checked = json(200, office.post("/v1/policy/check", files("risk.scoer > 3")));
    assertThat(checked.get("passed").asBoolean()).isFalse();
    assertThat(checked.get("problems")).hasSize(1);
    assertThat(json(office.post("/v1/policy/check", files("true"))).get("passed").asBoolean())
        .isTrue();
  }

  @Test
  void aPolicyThatCannotBeRecordedDoesNotComeIntoForce() throws IOException {
    String revision = office.house.policy.revision();
    office.house.journal.close();
    assertThat(put(files("true")).status()).isEqualTo(503);
    assertThat(office.house.policy.revision()).isEqualTo(revision);
  }

  @Test
  void aDecisionIsShownAgainWithWhatWasAsked() throws IOException {
    JsonNode decided = office.decide(office.key("alice", "orders:read"), "/orders/1?x=1");
    JsonNode shown = json(200, office.get("/v1/decisions/" + decided.get("id").asString()));
    for (String name : List.of("id", "verdict", "principal", "risk", "policy", "reasons")) {
      assertThat(shown.get(name)).as(name).isEqualTo(decided.get(name));
    }
    JsonNode attempt = shown.get("attempt");
    assertThat(attempt.get("path").asString()).isEqualTo("/orders/1");
    assertThat(attempt.get("sourceIp").asString()).isEqualTo("203.0.113.7");
  }

  @Test
  void aDecisionIsExplainedWhereSomebodyAsks() throws IOException {
    JsonNode decided = office.decide(office.key("alice", "orders:read"), "/do/shut");
    String at = "/v1/decisions/" + decided.get("id").asString();
    assertThat(json(200, office.get(at)).has("explanation")).isFalse();
    JsonNode explanation = json(200, office.get(at + "?explain=true")).get("explanation");
    for (JsonNode rule : explanation.get("rules")) {
      boolean shut = rule.get("rule").asString().equals("shut");
      assertThat(rule.get("outcome").asString()).isEqualTo(shut ? "matched" : "nearly");
      JsonNode condition = rule.get("conditions").get(0);
      assertThat(condition.get("text").asString()).startsWith("request.path == ");
      assertThat(condition.get("holds").asString()).isEqualTo(String.valueOf(shut));
      assertThat(condition.get("values").toString()).contains("/do/shut");
    }
    assertThat(explanation.get("rules")).hasSize(4);
    assertThat(explanation.get("wouldAllow")).isNotNull();
    assertThat(office.get(at + "?explain=perhaps").status()).isEqualTo(400);
  }

  @Test
  void recordsAreListedAsTheyStandNewestFirst() throws IOException {
    office.decide(office.key("alice", "orders:read"), "/orders/1");
    office.decide(office.key("bob"), "/orders/1");
    JsonNode all = json(200, office.get("/v1/audit?kind=decision"));
    assertThat(all.get("items")).hasSize(2);
    assertThat(all.get("items").get(0).get("seq").asInt())
        .isGreaterThan(all.get("items").get(1).get("seq").asInt());
    JsonNode denied = json(office.get("/v1/audit?verdict=deny&principal=bob")).get("items");
    assertThat(denied).hasSize(1);
    JsonNode page = json(office.get("/v1/audit?limit=1"));
    String cursor = page.get("cursor").asString();
    JsonNode next = json(200, office.get("/v1/audit?limit=1&cursor=" + cursor));
    assertThat(next.get("items").get(0).get("seq").asLong())
        .isEqualTo(page.get("items").get(0).get("seq").asLong() - 1);
    for (String one :
        List.of(
            "address=203.0.113.0/24", "route=GET%20/orders/**", "maxScore=100", "text=policy")) {
      assertThat(json(200, office.get("/v1/audit?principal=bob&limit=1&" + one)).has("items"))
          .isTrue();
    }
    JsonNode near = json(office.get("/v1/audit?kind=decision&address=203.0.113.0/29"));
    assertThat(near.get("items")).isNotEmpty();
    JsonNode far = json(office.get("/v1/audit?kind=decision&address=192.0.2.0/24"));
    assertThat(far.get("items")).isEmpty();
    assertThat(office.get("/v1/audit?address=nowhere").status()).isEqualTo(400);
    assertThat(office.get("/v1/audit?minScore=101").body()).contains("minScore must be");
    assertThat(office.get("/v1/audit?since=yesterday").status()).isEqualTo(400);
    assertThat(office.newest().kind()).isEqualTo("management.refused"); // reading is recorded too
  }

  @Test
  void aRecordCanBeProvenAgainstTheSignedCheckpoint() throws IOException {
    for (int i = 0; i < 5; i++) {
      office.get("/v1/intel");
    }
    Checkpoint checkpoint = signed();
    String path = "/v1/audit/proof?index=2&size=" + checkpoint.size();
    JsonNode proof = json(200, office.get(path));
    List<byte[]> hashes = new ArrayList<>();
    proof.get("hashes").forEach(hash -> hashes.add(decoded(hash)));
    InclusionProof inclusion =
        new InclusionProof(2, checkpoint.size(), decoded(proof.get("leafHash")), hashes);
    assertThat(inclusion.leadsTo(checkpoint.root())).isTrue();
    assertThat(office.get("/v1/audit/proof?index=99999").status()).isEqualTo(404);
    assertThat(office.get("/v1/audit/proof?index=0&size=99999").status()).isEqualTo(404);
    assertThat(office.get("/v1/audit/proof").status()).isEqualTo(400);
    json(200, office.get("/v1/audit/consistency?first=1"));
  }

  /// Asks until a checkpoint covers some records: one is signed at least each second.
  private Checkpoint signed() throws IOException {
    while (true) {
      Office.Reply reply = office.get("/v1/audit/checkpoint");
      Checkpoint found = Checkpoint.parse(reply.body()).orElse(null);
      if (found != null && found.size() > 4) {
        assertThat(reply.header("content-type")).startsWith("text/plain");
        return found;
      }
    }
  }

  private static byte[] decoded(JsonNode base64) {
    return Base64.getDecoder().decode(base64.asString());
  }

  @Test
  void whatBecameOfACallIsRecordedAndReadBackAsTheSame() throws IOException {
    String alice = office.key("alice", "orders:read");
    JsonNode passed = office.decide(alice, "/orders/1");
    String denied = office.decide("wrd_none", "/orders/1").get("id").asString();
    String seen =
        "{\"decisionId\": \"%s\", \"status\": 404, \"bytes\": 12, \"durationMicros\": 250}";
    String gateway = office.house.gatewayKey;
    String id = passed.get("id").asString();
    String both = "{\"observations\": [" + seen.formatted(id) + "," + seen.formatted(denied) + "]}";
    JsonNode accepted = json(202, office.send(gateway, "POST", "/v1/observations", both));
    assertThat(accepted.toString()).isEqualTo("{\"accepted\":1,\"unknown\":1}");
    Outcome outcome = Outcomes.of(office.newest().event().orElseThrow()).getFirst();
    assertThat(outcome.decisionId()).isEqualTo(id);
    assertThat(outcome.tokenId()).isEqualTo(passed.get("tokenId").asString());
    assertThat(outcome.duration()).hasNanos(250_000);
    String odd = seen.formatted(id).replace("404", "99");
    assertThat(office.send(gateway, "POST", "/v1/observations", odd).status()).isEqualTo(400);
    assertThat(office.send(alice, "POST", "/v1/observations", both).status()).isEqualTo(403);
  }

  @Test
  void aListOfNetworksIsTakenInAndABrokenOneChangesNothing() throws IOException {
    String path = "/v1/intel/network?class=vpn&name=vpn.txt";
    JsonNode taken = json(200, office.post(path, "203.0.113.0/24\n198.51.100.0/24\n"));
    assertThat(taken.get("records").asInt()).isEqualTo(2);
    assertThat(taken.get("name").asString()).isEqualTo("vpn.txt");
    assertThat(office.newest().kind()).isEqualTo("intel.replaced");
    assertThat(office.post(path, "not a network\n").status()).isEqualTo(400);
    assertThat(office.newest().kind()).isEqualTo("management.refused");
    assertThat(json(office.get("/v1/intel")).toString()).contains("\"name\":\"vpn.txt\"");
    for (String wrong : List.of("network", "network?class=unknown", "place?class=vpn")) {
      assertThat(office.post("/v1/intel/" + wrong, "x").status()).as(wrong).isEqualTo(400);
    }
    assertThat(office.post("/v1/intel/weather", "x").status()).isEqualTo(404);
    assertThat(office.post(path + "&name=../../x", "x").status()).isEqualTo(400);
  }

  @Test
  void aBodyIsBoundedAndAnUploadMayBeLarger() throws IOException {
    String large = "# ".repeat(600_000) + "\n203.0.113.0/24\n";
    assertThat(office.post("/v1/tokens", large).status()).isEqualTo(413);
    json(200, office.post("/v1/intel/network?class=tor", "#\n".repeat(600_000) + "203.0.113.0/24"));
  }

  @Test
  void theDescriptionNamesExactlyTheRoutesThatAreServed() throws IOException {
    JsonNode document = json(200, office.send("", "GET", "/openapi.json", ""));
    Set<String> described = new TreeSet<>();
    document
        .get("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .propertyNames()
                .forEach(method ->
                    described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
    Set<String> served = new TreeSet<>();
    for (Endpoint route : office.routes()) {
      served.add(route.method() + " " + route.template());
    }
    assertThat(described).isEqualTo(served);
    Set<String> referred = new TreeSet<>();
    for (JsonNode reference : document.findValues("$ref")) {
      referred.add(reference.asString().substring("#/components/schemas/".length()));
    }
    assertThat(document.get("components").get("schemas").propertyNames()).containsAll(referred);
  }

  @Test
  void healthNeedsNoCredentialAndReadinessFollowsTheJournal() throws IOException {
    assertThat(office.send("", "GET", "/healthz", "").status()).isEqualTo(200);
    assertThat(office.send("", "GET", "/readyz", "").status()).isEqualTo(200);
    office.warm = false;
    assertThat(json(503, office.send("", "GET", "/readyz", "")).toString())
        .isEqualTo("{\"ready\":false,\"warm\":false,\"journal\":true,\"forwarding\":true}");
  }

  @Test
  void metricsCountByFixedWordsOnly() throws IOException {
    office.decide(office.key("alice", "orders:read"), "/orders/1");
    office.get("/v1/tokens/tok_whatever");
    String metrics = office.send("", "GET", "/metrics", "").body();
    assertThat(metrics)
        .contains("warder_decisions_total{verdict=\"allow\"} 1.0")
        .contains("warder_decision_latency_seconds_bucket")
        .contains("warder_journal_healthy 1.0")
        .contains("warder_tokens 3.0")
        .contains("warder_profiles 1.0")
        .contains("warder_intel_age_seconds{")
        .contains("route=\"/v1/tokens/{id}\"")
        .doesNotContain("alice")
        .doesNotContain("tok_");
  }
}
