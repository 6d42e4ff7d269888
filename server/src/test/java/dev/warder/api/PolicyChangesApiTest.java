package dev.warder.api;

import static dev.warder.api.Office.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.policy.PolicySource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Changing policies over HTTP, and taking them back.
class PolicyChangesApiTest {
  private static final String HEAD = "apiVersion: warder.dev/v1\\nkind: Policy\\nrules:\\n";

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

  private static String file(String id) {
    String rule = "  - {id: " + id + ", when: 'true', then: deny}";
    return "{\"policies\": [{\"name\": \"a.yaml\", \"yaml\": \"" + HEAD + rule + "\"}]}";
  }

  private Office.Reply put(String id, String... headers) throws IOException {
    return office.send(office.admin, "PUT", "/v1/policy", file(id), headers);
  }

  private String etag() throws IOException {
    return office.get("/v1/policy").header("etag");
  }

  @Test
  void aChangeMustSayWhatItIsMeantFor() throws IOException {
    String before = etag();
    JsonNode problem = json(428, put("a"));
    assertThat(problem.get("type").asString()).endsWith("/unconditional");
    assertThat(problem.get("detail").asString()).contains("If-Match");
    assertThat(put("a", "If-Match", "\"sha256:other\"").status()).isEqualTo(412);
    assertThat(etag()).isEqualTo(before);
    assertThat(put("a", "If-Match", before).status()).isEqualTo(200);
    assertThat(put("b", "If-Match", "*").header("etag")).isEqualTo(etag()).isNotEqualTo(before);
  }

  @Test
  void anOlderPolicyIsShownAndComesBackAndEachStepIsRecorded() throws IOException {
    String token = office.key("alice", "orders:read");
    put("a", "If-Match", "*");
    put("b", "If-Match", "*");
    JsonNode items = json(200, office.get("/v1/policy/history")).get("items");
    assertThat(items).hasSize(3);
    assertThat(items.get(0).get("origin").asString()).isEqualTo("applied");
    assertThat(items.get(0).get("actor").asString()).isEqualTo("root");
    assertThat(items.get(2).get("origin").asString()).isEqualTo("configured");
    JsonNode second = json(200, office.get("/v1/policy/history/2"));
    assertThat(second.get("policies").get(0).get("yaml").asString()).contains("id: a");
    assertThat(office.get("/v1/policy/history/9").status()).isEqualTo(404);

    JsonNode back = json(200, office.post("/v1/policy/rollback", "{\"revision\": \"1\"}"));
    assertThat(back.get("origin").asString()).isEqualTo("rolledBack");
    assertThat(back.get("revision")).isEqualTo(items.get(2).get("revision"));
    assertThat(office.decide(token, "/orders/1").get("verdict").asString()).isEqualTo("allow");
    assertThat(office.records("policy.applied")).hasSize(3);
    assertThat(office.records("policy.applied").getLast().node().get("details").get("origin"))
        .isEqualTo(back.get("origin"));
  }

  @Test
  void onlyWhoMayChangeMayTakeBack() throws IOException {
    put("a", "If-Match", "*");
    String reader = office.key("auditor", "warder:read");
    String back = "{\"revision\": \"1\"}";
    assertThat(office.send(reader, "GET", "/v1/policy/history", "").status()).isEqualTo(200);
    assertThat(office.send(reader, "POST", "/v1/policy/rollback", back).status()).isEqualTo(403);
    assertThat(office.post("/v1/policy/rollback", "{\"revision\": \"77\"}").status())
        .isEqualTo(404);
    assertThat(office.post("/v1/policy/rollback", "{}").status()).isEqualTo(400);
    assertThat(office.post("/v1/policy/rollback", back, "If-Match", "\"other\"").status())
        .isEqualTo(412);
  }

  @Test
  void aFolderThatCannotComeIntoForceIsToldWithoutItsText() throws IOException {
    String revision = office.house.policy.revision();
    office.house.policy.follow(List.of(new PolicySource("team.yaml", "rules: [secret]")), "f");
    String ready = office.send("", "GET", "/readyz", "").body();
    assertThat(ready)
        .contains("\"ready\":true", "team.yaml:1:1", revision)
        .doesNotContain("secret");
    String metrics = office.send("", "GET", "/metrics", "").body();
    assertThat(metrics)
        .contains("warder_policy_rejected 1.0", "warder_policy_rejections_total 1.0");
    JsonNode rejected = json(200, office.get("/v1/policy")).get("rejected");
    assertThat(rejected.get("problems").get(0).get("text").asString()).contains("apiVersion");
    assertThat(json(200, office.get("/v1/policy")).get("revision").asString()).isEqualTo(revision);
  }
}
