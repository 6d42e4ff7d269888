package dev.warder.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.House;
import dev.warder.Plan;
import dev.warder.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What AuthZEN 1.0 says in "must" of requests, errors, headers, defaults and pages, sentence by
/// sentence, as a suite that knows only the specification would try it.
class AuthzenConformanceTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String WHOLE =
      "{'subject':{'type':'user','id':'ann'},'action':{'name':'read'},"
          + "'resource':{'type':'doc','id':'1'}}";
  private static final String POLICY =
      """
      apiVersion: warder.dev/v1
      kind: Policy
      mode: enforce
      grants:
        - id: own
          when: resource.type == "doc" && resource.properties.owner == subject.id
        - id: by-context
          when: context.office == true
        - id: by-what-is-told
          when: action.properties.loud == "no" && resource.id == "2"
      rules: []
      """;

  private static House house;
  private static String pep;

  @BeforeAll
  static void open(@TempDir Path folder) throws IOException {
    List<Map<String, Object>> docs = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      docs.add(thing("doc", Integer.toString(i), Map.of("owner", i == 2 ? "bob" : "ann")));
    }
    Directory known =
        new Directory(List.of(thing("user", "ann", Map.of())), docs, List.of("read", "write"));
    house = new House(folder, Plan.DEFAULT.withPolicy(POLICY).withDirectory(known));
    pep = House.secret(house.makeToken("pep", "warder:assert"));
  }

  private static Map<String, Object> thing(String type, String id, Map<String, Object> known) {
    return Map.of("type", type, "id", id, "properties", known);
  }

  @AfterAll
  static void close() throws IOException {
    house.close();
  }

  private static Wire.Answer post(String path, String json, String... headers) throws IOException {
    List<String> head = new ArrayList<>(List.of(headers));
    head.add("Authorization: Bearer " + pep);
    byte[] body = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return house.post("/access/v1/" + path, body, head.toArray(String[]::new));
  }

  private static JsonNode good(String path, String json) throws IOException {
    Wire.Answer answer = post(path, json);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.header("content-type")).startsWith("application/json");
    return JSON.readTree(answer.body());
  }

  private static boolean decision(String json) throws IOException {
    JsonNode decision = good("evaluation", json).path("decision");
    assertThat(decision.isBoolean()).isTrue();
    return decision.booleanValue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"subject.type", "subject.id", "action.name", "resource.type", "resource.id"})
  void aNeededFieldThatIsMissingEmptyOrOfAnotherTypeIsABadRequest(String field) throws IOException {
    String[] names = field.split("\\.");
    for (String value : List.of("null", "7", "true", "''", "[]", "{}")) {
      String json = with(names[0], names[1], value);
      Wire.Answer answer = post("evaluation", json);
      assertThat(answer.status()).as(json).isEqualTo(400);
      assertThat(answer.body()).contains(field);
      assertThat(answer.body()).doesNotContain("\"decision\"");
    }
  }

  /// The whole question with one field of one part set to something.
  private static String with(String part, String field, String value) {
    StringBuilder json = new StringBuilder("{");
    Map<String, Map<String, String>> parts =
        Map.of(
            "subject", Map.of("type", "'user'", "id", "'ann'"),
            "action", Map.of("name", "'read'"),
            "resource", Map.of("type", "'doc'", "id", "'1'"));
    parts.forEach((name, fields) -> {
      json.append(json.length() == 1 ? "" : ",").append("'" + name + "':{");
      StringBuilder inner = new StringBuilder();
      fields.forEach((key, text) -> {
        boolean chosen = name.equals(part) && key.equals(field);
        inner.append(inner.isEmpty() ? "" : ",").append("'" + key + "':" + (chosen ? value : text));
      });
      json.append(inner).append('}');
    });
    return json.append('}').toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"subject", "action", "resource"})
  void aPartThatIsMissingOrNoObjectIsABadRequest(String part) throws IOException {
    for (String value : List.of("null", "'text'", "[]", "7", "false")) {
      String json = WHOLE.replaceFirst("'" + part + "':\\{[^}]*}", "'" + part + "':" + value);
      for (String path : List.of("evaluation", "evaluations", "search/other")) {
        String at = path.equals("search/other") ? "search/" + other(part) : path;
        assertThat(post(at, json).status()).as(at + json).isEqualTo(400);
      }
    }
    String absent = WHOLE.replaceFirst("'" + part + "':\\{[^}]*},?", "").replace(",}", "}");
    assertThat(post("evaluation", absent).status()).as(absent).isEqualTo(400);
    assertThat(post("evaluations", absent).status()).as(absent).isEqualTo(400);
  }

  private static String other(String part) {
    return part.equals("resource") ? "subject" : "resource";
  }

  @Test
  void propertiesAndContextMustBeObjects() throws IOException {
    for (String value : List.of("'x'", "[1]", "7")) {
      for (String json :
          List.of(
              WHOLE.replace("'id':'ann'", "'id':'ann','properties':" + value),
              WHOLE.replace("'id':'1'", "'id':'1','properties':" + value),
              WHOLE.replace("'name':'read'", "'name':'read','properties':" + value),
              WHOLE.replaceFirst("^\\{", "{'context':" + value + ","))) {
        assertThat(post("evaluation", json).status()).as(json).isEqualTo(400);
      }
    }
  }

  @Test
  void onlyWholeJsonOfItsTypeIsTaken() throws IOException {
    for (String path : List.of("evaluation", "evaluations", "search/subject")) {
      for (String bad :
          List.of("", " ", "{", "[]", "null", "'text'", WHOLE + "x", "{'a':1,'a':2}")) {
        assertThat(post(path, bad).status()).as(path + bad).isEqualTo(400);
      }
      for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "text/json")) {
        Wire.Answer answer = raw(path, "Content-Type: " + type);
        assertThat(answer.status()).as(type).isEqualTo(400);
      }
      assertThat(raw(path, "X-Nothing: 1").status()).isEqualTo(400);
      Wire.Answer charset = raw(path, "Content-Type: application/json; charset=utf-8");
      assertThat(charset.status()).isEqualTo(200);
      Wire.Answer asked = house.send("GET /access/v1/" + path + " HTTP/1.1");
      assertThat(asked.status()).isEqualTo(405);
    }
  }

  private static Wire.Answer raw(String path, String header) throws IOException {
    byte[] body = WHOLE.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return Wire.send(
        house.port(),
        List.of("POST /access/v1/" + path + " HTTP/1.1", header, "Authorization: Bearer " + pep),
        body);
  }

  @Test
  void theNameOfARequestComesBackWithEveryKindOfAnswer() throws IOException {
    String name = "X-Request-ID: bfe9eb29-ab87-4ca3-be83-a1d5d8305716";
    String value = name.substring(name.indexOf(' ') + 1);
    for (String path : List.of("evaluation", "evaluations", "search/subject", "search/resource")) {
      assertThat(post(path, WHOLE, name).header("x-request-id")).isEqualTo(value);
      assertThat(post(path, "{", name).header("x-request-id")).isEqualTo(value);
      Wire.Answer unknown = house.post("/access/v1/" + path, new byte[0], name);
      assertThat(unknown.status()).isEqualTo(401);
      assertThat(unknown.header("x-request-id")).isEqualTo(value);
    }
    assertThat(post("evaluation", WHOLE).header("x-request-id")).isEmpty();
  }

  @Test
  void whatNobodyKnowsIsIgnored() throws IOException {
    assertThat(decision(WHOLE)).isTrue();
    assertThat(decision(WHOLE.replaceFirst("^\\{", "{'more':{'a':[1]},'options':{},"))).isTrue();
    assertThat(decision(WHOLE.replace("'id':'ann'", "'id':'ann','more':'x'"))).isTrue();
    assertThat(decision(WHOLE.replace("'id':'1'", "'id':'1000'"))).isFalse();
    assertThat(decision(WHOLE.replace("'user'", "'robot'"))).isTrue();
  }

  /// Each part that a question of a batch has counts whole; each that it lacks is the batch's.
  @Test
  void aQuestionOfABatchTakesWholePartsFromIt() throws IOException {
    JsonNode told =
        good(
            "evaluations",
            "{'subject':{'type':'user','id':'ann'},"
                + "'action':{'name':'read','properties':{'loud':'no'}},"
                + "'resource':{'type':'doc','id':'2'},'context':{'office':false},"
                + "'evaluations':["
                + "{}," // all of the batch's
                + "{'action':{'name':'read'}}," // without the batch's properties
                + "{'resource':{'type':'doc','id':'1'}},"
                + "{'subject':{'type':'user','id':'bob'},'action':{'name':'read'}},"
                + "{'action':{'name':'read'},'context':{'office':true}},"
                + "{'action':{'name':'read'},'context':{}}]}");
    StringBuilder decisions = new StringBuilder();
    for (JsonNode each : told.path("evaluations")) {
      decisions.append(each.path("decision").booleanValue() ? '+' : '-');
    }
    assertThat(decisions).hasToString("+-+++-");
  }

  @Test
  void aBatchWithoutQuestionsIsOneAndAnswersAsOne() throws IOException {
    for (String list : List.of("'evaluations':[],", "'evaluations':null,", "")) {
      JsonNode told = good("evaluations", WHOLE.replaceFirst("^\\{", "{" + list));
      assertThat(told.path("decision").booleanValue()).isTrue();
      assertThat(told.has("evaluations")).isFalse();
    }
  }

  @Test
  void aQuestionThatLacksAPartIsANoInItsPlaceAndEndsABatchThatEndsThere() throws IOException {
    String items =
        "'evaluations':[{'resource':{'type':'doc','id':'1'}},{},"
            + "{'resource':{'type':'doc','id':'3'}}]}";
    String head = "{'subject':{'type':'user','id':'ann'},'action':{'name':'read'},";
    JsonNode all = good("evaluations", head + items).path("evaluations");
    assertThat(all).hasSize(3);
    assertThat(all.path(1).path("decision").booleanValue()).isFalse();
    assertThat(all.path(1).path("context").path("error").path("status").intValue()).isEqualTo(400);
    assertThat(all.path(2).path("decision").booleanValue()).isTrue();
    String ends = head + "'options':{'evaluations_semantic':'deny_on_first_deny'}," + items;
    assertThat(good("evaluations", ends).path("evaluations")).hasSize(2);
    String passes = head + "'options':{'evaluations_semantic':'permit_on_first_permit'}," + items;
    assertThat(good("evaluations", passes).path("evaluations")).hasSize(1);
  }

  @Test
  void aSearchTakesNoIdOfWhatIsSearchedAndFindsNothingOfWhatIsUnknown() throws IOException {
    String docs = WHOLE.replace(",'id':'1'", "");
    assertThat(good("search/resource", docs)).isEqualTo(good("search/resource", WHOLE));
    assertThat(good("search/resource", WHOLE).path("results")).hasSize(4);
    for (String unknown :
        List.of(WHOLE.replace("'ann'", "'nobody'"), WHOLE.replace("'doc'", "'nothing'"))) {
      assertThat(good("search/resource", unknown).path("results").isArray()).isTrue();
      assertThat(good("search/resource", unknown).path("results")).isEmpty();
    }
    String noAction = "{'subject':{'type':'user','id':'ann'},'resource':{'type':'doc','id':'1'}}";
    assertThat(good("search/action", noAction).path("results"))
        .hasToString("[{\"name\":\"read\"},{\"name\":\"write\"}]");
    assertThat(post("search/subject", noAction).status()).isEqualTo(400);
    assertThat(post("search/resource", noAction).status()).isEqualTo(400);
    String noId = docs.replace(",'id':'ann'", "");
    assertThat(post("search/resource", noId).status()).isEqualTo(400);
    assertThat(post("search/context", WHOLE).status()).isEqualTo(404);
  }

  @Test
  void pagesAreWalkedToTheirEnd() throws IOException {
    List<String> ids = new ArrayList<>();
    String page = "{'limit':3}";
    int pages = 0;
    while (!page.isEmpty()) {
      JsonNode told = good("search/resource", WHOLE.replaceFirst("^\\{", "{'page':" + page + ","));
      told.path("results").forEach(each -> ids.add(each.path("id").stringValue()));
      String next = told.path("page").path("next_token").stringValue();
      page = next.isEmpty() ? "" : "{'token':'" + next + "'}";
      pages++;
    }
    assertThat(ids).containsExactly("1", "3", "4", "5");
    assertThat(pages).isEqualTo(2);
    for (String bad : List.of("'x'", "[]", "{'limit':0}", "{'limit':'2'}", "{'limit':-1}")) {
      String json = WHOLE.replaceFirst("^\\{", "{'page':" + bad + ",");
      assertThat(post("search/resource", json).status()).as(bad).isEqualTo(400);
    }
  }
}
