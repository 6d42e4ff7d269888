package dev.warder.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.House;
import dev.warder.Shared;
import dev.warder.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Kubernetes' own golden objects, in which every field is filled, come back whole but for the
/// status, and the status has no field that Kubernetes does not know.
@Tag("conformance")
class KubernetesGoldenTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @ParameterizedTest
  @CsvSource({
    "authentication.k8s.io.v1.TokenReview, /k8s/token-review",
    "authentication.k8s.io.v1beta1.TokenReview, /k8s/token-review",
    "authorization.k8s.io.v1.SubjectAccessReview, /k8s/subject-access-review",
    "authorization.k8s.io.v1beta1.SubjectAccessReview, /k8s/subject-access-review",
  })
  void nothingOfAReviewIsLost(String name, String path, @TempDir Path folder) throws IOException {
    byte[] golden = Files.readAllBytes(Shared.path("vectors/kubernetes/" + name + ".json"));
    try (House house = House.open(folder)) {
      String key = House.secret(house.makeToken("kube", "warder:assert", "warder:decide"));
      Wire.Answer answer = house.post(path, golden, "Authorization: Bearer " + key);
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      JsonNode sent = JSON.readTree(golden);
      JsonNode told = JSON.readTree(answer.body());
      assertThat(withoutStatus(told)).isEqualTo(withoutStatus(sent));
      assertThat(sent.path("status").propertyNames())
          .containsAll(told.path("status").propertyNames());
    }
  }

  private static JsonNode withoutStatus(JsonNode review) {
    ObjectNode copy = (ObjectNode) review.deepCopy();
    copy.remove("status");
    return copy;
  }
}
