package dev.warder.stepup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warder.House;
import dev.warder.Plan;
import dev.warder.model.Fault;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Challenges and proofs over a whole house: real decisions, a clock that stands.
abstract class ProvingHouse {
  private static final String POLICY =
      """
      apiVersion: warder.dev/v1
      kind: Policy
      mode: enforce
      rules:
        - id: proof-please
          when: request.path == "/do/proof"
          then: {stepUp: {acr: mfa, maxAge: 15m}}
        - id: another
          when: request.path == "/do/other"
          unless: assurance.age < duration("15m")
          then: {stepUp: {acr: mfa, maxAge: 15m}}
        - id: strong
          when: request.path == "/do/strong"
          then: {stepUp: {acr: phr, maxAge: 15m}}
        - id: looser-when-proven
          when: request.path == "/do/level" && assurance.level == "token"
          then: deny
      """;
  static final String HOME = "203.0.113.7";
  static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path folder;
  House house;
  StepUp stepUp;
  String alice;
  StepUpFixtures.App app;

  @BeforeEach
  void open() throws IOException {
    house = new House(folder, Plan.DEFAULT.withPolicy(POLICY));
    stepUp = house.stepUp;
    alice = House.secret(house.makeToken("alice"));
    app = new StepUpFixtures.App(stepUp, "alice", house.clock);
  }

  @AfterEach
  void close() throws IOException {
    house.close();
  }

  JsonNode call(String token, String path, String ip, String agent) throws IOException {
    String json =
        """
        {"token": "%s", "request": {"method": "GET", "scheme": "https",
         "host": "api.example.com", "path": "%s", "sourceIp": "%s",
         "headers": {"user-agent": "%s"}}}
        """
            .formatted(token, path, ip, agent);
    return JSON.readTree(house.decide(json).body());
  }

  JsonNode call(String path) throws IOException {
    return call(alice, path, HOME, "curl/8.0");
  }

  static String verdict(JsonNode decision) {
    return decision.path("verdict").asString();
  }

  static String challenge(JsonNode decision) {
    assertThat(verdict(decision)).isEqualTo("step_up");
    return decision.path("stepUp").path("challengeId").asString();
  }

  void wrong(String id, Evidence evidence) {
    assertThatThrownBy(() -> stepUp.proving().verify(id, evidence))
        .isInstanceOf(Fault.Unprocessable.class);
  }
}
