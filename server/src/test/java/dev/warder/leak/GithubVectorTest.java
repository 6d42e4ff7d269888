package dev.warder.leak;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warder.Shared;
import dev.warder.model.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The example that GitHub publishes for its partners, signed with a key of GitHub's own.
@Tag("conformance")
class GithubVectorTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Test
  void thePublishedSignatureIsGoodAndNoOther(@TempDir Path folder) throws IOException {
    String file = Files.readString(Shared.path("vectors/github-secret-scanning/vector.json"));
    JsonNode vector = JSON.readTree(file).get("vector");
    String id = vector.get("key_id").asString();
    Map<String, Object> key =
        Map.of("key_identifier", id, "key", vector.get("public_key_pem").asString());
    Path keys = folder.resolve("keys.json");
    Files.write(keys, JSON.writeValueAsBytes(Map.of("public_keys", List.of(key))));
    GithubProof proof = new GithubProof(new KeySet(KeySources.file(keys), InstantSource.system()));
    Map<String, String> headers =
        Map.of(
            "github-public-key-identifier",
            id,
            "github-public-key-signature",
            vector.get("signature").asString());
    byte[] payload = vector.get("payload").asString().getBytes(StandardCharsets.UTF_8);
    assertThatCode(() -> proof.require(headers::get, payload)).doesNotThrowAnyException();
    payload[2] ^= 1;
    assertThatThrownBy(() -> proof.require(headers::get, payload))
        .isInstanceOf(Fault.Unauthenticated.class);
  }
}
