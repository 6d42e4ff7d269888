package dev.warder.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.House;
import dev.warder.Plan;
import dev.warder.Wire;
import dev.warder.model.Principal;
import dev.warder.model.PrincipalKind;
import dev.warder.token.NewToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the API server of Kubernetes is answered when it asks whose a token is, and who may what.
class KubernetesTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String POLICY =
      """
      apiVersion: warder.dev/v1
      kind: Policy
      mode: enforce
      grants:
        - id: viewers-list-pods
          when: resource.type == "pods" && action.name in ["get", "list"] && "viewers" in subject.properties.groups
        - id: health
          when: resource.type == "path" && resource.id == "/healthz"
      rules:
        - id: no-secrets-at-all
          when: resource.type == "secrets"
          then: deny
        - id: less-logs
          when: resource.properties.subresource == "log"
          then: {restrict: {scopes: ["*:read"]}}
        - id: proof-for-dave
          when: principal.id == "dave"
          then: {stepUp: {acr: mfa, maxAge: 15m}}
      """;

  private House house;
  private String asserting;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    Map<String, List<String>> routes = new LinkedHashMap<>();
    routes.put("POST /k8s/token-review", List.of("cluster"));
    house = new House(folder, Plan.DEFAULT.withPolicy(POLICY).withRoutes(routes));
    asserting = House.secret(house.makeToken("kube", "warder:assert"));
  }

  @AfterEach
  void close() throws IOException {
    house.close();
  }

  private JsonNode status(String path, String key, String json) throws IOException {
    byte[] body = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    Wire.Answer answer = house.post(path, body, "Authorization: Bearer " + key);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body()).path("status");
  }

  private JsonNode review(String token, String audiences) throws IOException {
    return status(
        "/k8s/token-review",
        house.gatewayKey,
        "{'apiVersion':'authentication.k8s.io/v1','kind':'TokenReview','spec':{'token':'"
            + token
            + "'"
            + audiences
            + "}}");
  }

  private String token(String principal, Map<String, String> tags, String... scopes) {
    return House.secret(
        house.makeToken(
            new NewToken(
                new Principal(principal, PrincipalKind.USER),
                "",
                List.of(scopes),
                Duration.ofDays(1),
                List.of(),
                null,
                tags)));
  }

  @Test
  void aGoodTokenIsAUserWithTheGroupsOfItsTags() throws IOException {
    String token = token("alice", Map.of("groups", "dev, viewers"), "cluster", "pods:read");
    JsonNode status = review(token, "");
    assertThat(status.path("authenticated").booleanValue()).isTrue();
    JsonNode user = status.path("user");
    assertThat(user.path("username").stringValue()).isEqualTo("alice");
    assertThat(user.path("uid").stringValue()).isEqualTo("user:alice");
    assertThat(user.path("groups")).hasToString("[\"dev\",\"viewers\"]");
    assertThat(user.path("extra").path("warder.dev/scopes"))
        .hasToString("[\"cluster\",\"pods:read\"]");
  }

  @Test
  void unknownExpiredAndUnfitTokensAreNobody() throws IOException {
    for (String token : List.of("nonsense", "wrd_" + "A".repeat(38), token("bob", Map.of()))) {
      JsonNode status = review(token, "");
      assertThat(status).hasToString("{\"authenticated\":false}");
    }
  }

  @Test
  void aTokenThatNeedsProofIsNobodyAndTheReasonIsTold() throws IOException {
    JsonNode status = review(token("dave", Map.of(), "cluster"), "");
    assertThat(status.path("authenticated").booleanValue()).isFalse();
    assertThat(status.path("error").stringValue()).isEqualTo("more proof is needed");
  }

  @Test
  void aTokenIsGoodForItsOwnAudiencesAlone() throws IOException {
    String bound = token("alice", Map.of("audiences", "api,vault"), "cluster");
    JsonNode good = review(bound, ",'audiences':['vault','other']");
    assertThat(good.path("authenticated").booleanValue()).isTrue();
    assertThat(good.path("audiences")).hasToString("[\"vault\"]");
    JsonNode wrong = review(bound, ",'audiences':['other']");
    assertThat(wrong).hasToString("{\"authenticated\":false}");
  }

  private JsonNode access(String attributes) throws IOException {
    return status(
        "/k8s/subject-access-review",
        asserting,
        "{'apiVersion':'authorization.k8s.io/v1','kind':'SubjectAccessReview','spec':{"
            + "'user':'jane','groups':['viewers'],"
            + attributes
            + "}}");
  }

  @Test
  void aGrantAllowsARuleDeniesAndNeitherIsNoOpinion() throws IOException {
    JsonNode allowed = access("'resourceAttributes':{'verb':'list','resource':'pods'}");
    assertThat(allowed.path("allowed").booleanValue()).isTrue();
    assertThat(allowed.path("denied").booleanValue()).isFalse();
    assertThat(allowed.path("reason").stringValue()).startsWith("viewers-list-pods");
    JsonNode denied = access("'resourceAttributes':{'verb':'get','resource':'secrets'}");
    assertThat(denied.path("allowed").booleanValue()).isFalse();
    assertThat(denied.path("denied").booleanValue()).isTrue();
    JsonNode neither = access("'resourceAttributes':{'verb':'delete','resource':'pods'}");
    assertThat(neither.path("allowed").booleanValue()).isFalse();
    assertThat(neither.path("denied").booleanValue()).isFalse();
    JsonNode path = access("'nonResourceAttributes':{'verb':'get','path':'/healthz'}");
    assertThat(path.path("allowed").booleanValue()).isTrue();
  }

  /// Nobody there could keep the restriction.
  @Test
  void whatIsRestrictedIsDenied() throws IOException {
    JsonNode status =
        access("'resourceAttributes':{'verb':'get','resource':'pods','subresource':'log'}");
    assertThat(status.path("allowed").booleanValue()).isFalse();
    assertThat(status.path("denied").booleanValue()).isTrue();
  }

  @Test
  void otherKindsAndVersionsAreRefused() throws IOException {
    for (String json :
        List.of(
            "{}",
            "{'apiVersion':'authorization.k8s.io/v2','kind':'SubjectAccessReview','spec':{}}",
            "{'apiVersion':'authorization.k8s.io/v1','kind':'TokenReview','spec':{}}",
            "{'apiVersion':'authorization.k8s.io/v1','kind':'SubjectAccessReview'}",
            "{'apiVersion':'authorization.k8s.io/v1','kind':'SubjectAccessReview','spec':{'user':'a'}}")) {
      byte[] body = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
      Wire.Answer answer =
          house.post("/k8s/subject-access-review", body, "Authorization: Bearer " + asserting);
      assertThat(answer.status()).as(json).isEqualTo(400);
    }
    Wire.Answer gateway =
        house.post(
            "/k8s/subject-access-review",
            new byte[] {'{', '}'},
            "Authorization: Bearer " + house.gatewayKey);
    assertThat(gateway.status()).isEqualTo(403);
  }
}
