package dev.warder.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.House;
import dev.warder.Plan;
import dev.warder.Wire;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What everybody may learn of our AuthZEN endpoints.
class AuthzenMetadataTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Test
  void discoveryNamesEveryEndpoint(@TempDir Path folder) throws IOException {
    try (House house = House.open(folder)) {
      Wire.Answer answer = house.send("GET /.well-known/authzen-configuration HTTP/1.1");
      JsonNode told = JSON.readTree(answer.body());
      String base = "http://127.0.0.1:" + house.port();
      assertThat(told.path("policy_decision_point").stringValue()).isEqualTo(base);
      assertThat(told.path("access_evaluation_endpoint").stringValue())
          .isEqualTo(base + "/access/v1/evaluation");
      assertThat(told.path("search_action_endpoint").stringValue())
          .isEqualTo(base + "/access/v1/search/action");
      assertThat(told.path("obligations_supported")).hasToString("[\"step-up\",\"custom\"]");
    }
  }

  /// Section 9.2.1: behind a host that serves several, each has its path behind the document's own.
  @Test
  void aTenantsPathStandsBehindTheDocuments(@TempDir Path folder) throws IOException {
    Plan plan = Plan.DEFAULT.withPublicUrl("https://pdp.example.com/tenant1");
    try (House house = new House(folder, plan)) {
      String document = "GET /.well-known/authzen-configuration";
      Wire.Answer tenant = house.send(document + "/tenant1 HTTP/1.1");
      JsonNode told = JSON.readTree(tenant.body());
      assertThat(tenant.header("content-type")).startsWith("application/json");
      assertThat(told.path("policy_decision_point").stringValue())
          .isEqualTo("https://pdp.example.com/tenant1");
      assertThat(told.path("search_subject_endpoint").stringValue())
          .isEqualTo("https://pdp.example.com/tenant1/access/v1/search/subject");
      assertThat(house.send(document + " HTTP/1.1").body()).isEqualTo(tenant.body());
      assertThat(house.send(document + "/tenant2 HTTP/1.1").status()).isEqualTo(404);
    }
  }
}
