package dev.warder.gateway;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.House;
import dev.warder.Plan;
import dev.warder.Wire;
import dev.warder.model.Assertion;
import dev.warder.model.Decision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What AuthZEN callers are answered beyond the certification scenario.
class AuthzenTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String POLICY =
      """
      apiVersion: warder.dev/v1
      kind: Policy
      mode: enforce
      grants:
        - id: own-documents
          when: resource.type == "doc" && resource.properties.owner == subject.id
        - id: shared-documents
          when: resource.type == "doc" && resource.id.startsWith("shared")
      rules:
        - id: never-shred
          when: action.name == "shred"
          then: deny
        - id: proof-for-deleting
          when: action.name == "delete"
          then: {stepUp: {acr: mfa, maxAge: 15m}}
        - id: slow-printing
          when: action.name == "print"
          then: {throttle: {requests: 1, per: 1m}}
        - id: less-export
          when: action.name == "export"
          then: {restrict: {scopes: ["*:read"]}}
        - id: fails
          when: action.name == "fail" && action.properties.n > 1
          then: deny
      """;

  private House house;
  private String pep;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    List<Map<String, Object>> subjects = List.of(thing("user", "ann", Map.of()));
    List<Map<String, Object>> resources =
        List.of(
            thing("doc", "1", Map.of("owner", "ann")),
            thing("doc", "2", Map.of("owner", "bob")),
            thing("doc", "3", Map.of("owner", "ann")),
            thing("doc", "shared", Map.of()));
    Directory known = new Directory(subjects, resources, List.of("read", "delete", "shred"));
    house = new House(folder, Plan.DEFAULT.withPolicy(POLICY).withDirectory(known));
    pep = House.secret(house.makeToken("pep", "warder:assert"));
  }

  private static Map<String, Object> thing(String type, String id, Map<String, Object> known) {
    return Map.of("type", type, "id", id, "properties", known);
  }

  @AfterEach
  void close() throws IOException {
    house.close();
  }

  private Wire.Answer post(String path, String json) throws IOException {
    byte[] body = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return house.post(path, body, "Authorization: Bearer " + pep, "X-Request-ID: req-7");
  }

  private JsonNode evaluate(String action, String resource) throws IOException {
    Wire.Answer answer = post("/access/v1/evaluation", question(action, resource));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.header("x-request-id")).isEqualTo("req-7");
    return JSON.readTree(answer.body());
  }

  private static String question(String action, String resource) {
    return "{'subject':{'type':'user','id':'ann'},'action':{'name':'"
        + action
        + "'},'resource':{'type':'doc','id':'"
        + resource
        + "'}}";
  }

  @Test
  void nothingAssertedPassesWithoutAGrant() throws IOException {
    assertThat(evaluate("read", "1").path("decision").booleanValue()).isTrue();
    JsonNode no = evaluate("read", "2");
    assertThat(no.path("decision").booleanValue()).isFalse();
    assertThat(no.path("context").path("reasons")).hasToString("[\"no_grant\"]");
  }

  @Test
  void rulesTightenWhatGrantsLoosen() throws IOException {
    assertThat(evaluate("shred", "1").path("decision").booleanValue()).isFalse();
    assertThat(house.lastDecision().reasons()).containsExactly("never-shred");
  }

  @Test
  void whatFailsWhileRunningDenies() throws IOException {
    JsonNode no = evaluate("fail", "1");
    assertThat(no.path("decision").booleanValue()).isFalse();
    assertThat(no.path("context").path("reasons")).hasToString("[\"fails\"]");
  }

  @Test
  void moreProofIsAnObligation() throws IOException {
    JsonNode told = evaluate("delete", "1");
    assertThat(told.path("decision").booleanValue()).isFalse();
    JsonNode obligation = told.path("context").path("obligations").path(0);
    assertThat(obligation.path("type").stringValue()).isEqualTo("step-up");
    assertThat(obligation.path("id").stringValue()).startsWith("chl_");
    assertThat(obligation.path("acr_value").stringValue()).isEqualTo("mfa");
    assertThat(obligation.path("amr_values")).hasToString("[\"mfa\"]");
  }

  @Test
  void waitingAndLessReachAreObligationsToo() throws IOException {
    assertThat(evaluate("print", "1").path("decision").booleanValue()).isTrue();
    JsonNode slow = evaluate("print", "1");
    assertThat(slow.path("decision").booleanValue()).isFalse();
    JsonNode wait = slow.path("context").path("obligations").path(0);
    assertThat(wait.path("action").stringValue()).isEqualTo("throttle");
    assertThat(wait.path("retry_after").intValue()).isBetween(1, 60);
    JsonNode less = evaluate("export", "1");
    assertThat(less.path("decision").booleanValue()).isTrue();
    JsonNode left = less.path("context").path("obligations").path(0);
    assertThat(left.path("type").stringValue()).isEqualTo("custom");
    assertThat(left.path("restrictions").path("scopes")).hasToString("[\"*:read\"]");
  }

  @Test
  void theRecordSaysThatItWasAssertedAndHoldsAllThatWasJudged() throws IOException {
    evaluate("read", "1");
    Decision decision = house.lastDecision();
    Assertion asserted = requireNonNull(decision.attempt().assertion());
    assertThat(asserted.resource().get("properties")).isEqualTo(Map.of("owner", "ann"));
    assertThat(requireNonNull(decision.token()).id()).isEqualTo("asserted:ann");
    assertThat(requireNonNull(decision.identity()).assurance().level()).isEqualTo("asserted");
    assertThat(requireNonNull(decision.judgement()).hits())
        .extracting("rule")
        .containsExactly("own-documents");
  }

  @ParameterizedTest
  @CsvSource({
    "execute_all,            'read shred read', 'true false true'",
    "deny_on_first_deny,     'read shred read', 'true false'",
    "permit_on_first_permit, 'shred read read', 'false true'",
    "deny_on_first_deny,     'read read',       'true true'",
  })
  void aBatchEndsWhereItsSemanticSays(String semantic, String actions, String decisions)
      throws IOException {
    StringBuilder items = new StringBuilder();
    for (String action : actions.split(" ")) {
      items.append(items.isEmpty() ? "" : ",").append("{'action':{'name':'" + action + "'}}");
    }
    Wire.Answer answer =
        post(
            "/access/v1/evaluations",
            "{'subject':{'type':'user','id':'ann'},'resource':{'type':'doc','id':'1'},"
                + "'options':{'evaluations_semantic':'"
                + semantic
                + "'},"
                + "'evaluations':["
                + items
                + "]}");
    StringBuilder told = new StringBuilder();
    for (JsonNode each : JSON.readTree(answer.body()).path("evaluations")) {
      told.append(told.isEmpty() ? "" : " ").append(each.path("decision").booleanValue());
    }
    assertThat(told).hasToString(decisions);
  }

  @Test
  void aBadQuestionOfABatchIsANoAndABadBatchAProblem() throws IOException {
    String head = "{'subject':{'type':'user','id':'ann'},'action':{'name':'read'},";
    Wire.Answer mixed =
        post(
            "/access/v1/evaluations",
            head + "'evaluations':[7,{'resource':{'type':'doc','id':'1'}},{'resource':{'id':1}}]}");
    JsonNode told = JSON.readTree(mixed.body()).path("evaluations");
    assertThat(told).hasSize(3);
    assertThat(told.path(0).path("decision").booleanValue()).isFalse();
    assertThat(told.path(1).path("decision").booleanValue()).isTrue();
    assertThat(told.path(2).path("context").path("error").path("message").stringValue())
        .isEqualTo("resource.type is missing");
    for (String bad :
        List.of(
            "{'subject':'ann','evaluations':[{}]}",
            "{'evaluations':{}}",
            "{'evaluations':[{}],'options':{'evaluations_semantic':'all'}}",
            "{'evaluations':[" + "{},".repeat(1_000) + "{}]}",
            "[]",
            "")) {
      assertThat(post("/access/v1/evaluations", bad).status()).as(bad).isEqualTo(400);
    }
  }

  @Test
  void whatIsTooLargeOrDeepIsRefused() throws IOException {
    String deep = "{'a':".repeat(20) + "1" + "}".repeat(20);
    String wide = "[" + "1,".repeat(1_000) + "1]";
    String text = "'" + "x".repeat(5_000) + "'";
    for (String value : List.of(deep, wide, text, "1e999", "'\\ud800'")) {
      String json =
          question("read", "1").replace("'id':'1'", "'id':'1','properties':{'p':" + value + "}");
      Wire.Answer answer = post("/access/v1/evaluation", json);
      assertThat(answer.status()).as(value).isEqualTo(400);
      assertThat(answer.body()).doesNotContain("xxxx");
    }
  }

  @Test
  void onlyWhoMayAssertIsHeard() throws IOException {
    byte[] body = question("read", "1").replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    for (String path : List.of("evaluation", "evaluations", "search/subject")) {
      Wire.Answer nobody = house.post("/access/v1/" + path, body);
      assertThat(nobody.status()).as(path).isEqualTo(401);
      Wire.Answer gateway =
          house.post("/access/v1/" + path, body, "Authorization: Bearer " + house.gatewayKey);
      assertThat(gateway.status()).as(path).isEqualTo(403);
    }
    String gate = "X-Warder-Gateway-Key: " + pep;
    Wire.Answer decides = house.post("/v1/decisions", body, gate);
    assertThat(decides.status()).isEqualTo(403); // asserting is not deciding
  }

  @Test
  void aSearchPagesInOrderAndLeavesOneRecord() throws IOException {
    String search =
        "{'subject':{'type':'user','id':'ann'},'action':{'name':'read'},'resource':{'type':'doc'}";
    int before = house.entries().size();
    JsonNode first = search(search + ",'page':{'limit':2}}");
    assertThat(ids(first)).isEqualTo("1 3");
    assertThat(first.path("page").path("total").intValue()).isEqualTo(3);
    String token = first.path("page").path("next_token").stringValue();
    JsonNode second = search(search + ",'page':{'token':'" + token + "'}}");
    assertThat(ids(second)).isEqualTo("shared");
    assertThat(second.path("page").path("next_token").stringValue()).isEmpty();
    assertThat(house.entries()).hasSize(before + 2);
    assertThat(house.entries().getLast().kind()).isEqualTo("access.searched");
    for (String forged : List.of("nonsense", "AAAA", token + "A", "%00", token.replace('A', 'B'))) {
      Wire.Answer answer =
          post("/access/v1/search/resource", search + ",'page':{'token':'" + forged + "'}}");
      assertThat(answer.status()).as(forged).isEqualTo(400);
    }
    String another = search.replace("read", "delete") + ",'page':{'token':'" + token + "'}}";
    assertThat(post("/access/v1/search/resource", another).status()).isEqualTo(400);
  }

  private JsonNode search(String json) throws IOException {
    Wire.Answer answer = post("/access/v1/search/resource", json);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static String ids(JsonNode answer) {
    StringBuilder ids = new StringBuilder();
    answer
        .path("results")
        .forEach(r -> ids.append(ids.isEmpty() ? "" : " ").append(r.path("id").stringValue()));
    return ids.toString();
  }

  @Test
  void aSearchFindsNothingThatNeedsProof() throws IOException {
    Wire.Answer answer =
        post(
            "/access/v1/search/action",
            "{'subject':{'type':'user','id':'ann'},'resource':{'type':'doc','id':'1'}}");
    assertThat(JSON.readTree(answer.body()).path("results")).hasToString("[{\"name\":\"read\"}]");
  }
}
