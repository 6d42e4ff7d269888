package dev.warder.token.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warder.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The examples of the JOSE cookbook (RFC 7520) and of RFC 8037 and RFC 7797, as others wrote them.
@Tag("conformance")
class CookbookTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final List<Algorithm> ALL = List.of(Algorithm.values());

  private static JsonNode vector(String file) throws IOException {
    return JSON.readTree(Files.readString(Shared.path("vectors/jose-cookbook/" + file)));
  }

  private static VerificationKey publicKey(JsonNode vector) throws Malformed {
    ObjectNode jwk = ((ObjectNode) vector.get("input").get("key")).deepCopy();
    jwk.remove(List.of("d", "p", "q", "dp", "dq", "qi"));
    jwk.put("alg", vector.get("input").get("alg").asString());
    return VerificationKey.read(jwk, ALL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jws/4_1.rsa_v15_signature.json",
        "jws/4_2.rsa-pss_signature.json",
        "jws/4_3.ecdsa_signature.json",
        "curve25519/jws.json"
      })
  void publishedSignaturesAreGoodAndChangedOnesAreNot(String file) throws Exception {
    JsonNode vector = vector(file);
    VerificationKey key = publicKey(vector);
    String compact = vector.get("output").get("compact").asString();
    assertThat(key.verifies(Jws.read(compact))).isTrue();
    int payload = compact.indexOf('.') + 5;
    char other = compact.charAt(payload) == 'A' ? 'B' : 'A';
    String changed = compact.substring(0, payload) + other + compact.substring(payload + 1);
    assertThat(key.verifies(Jws.read(changed))).isFalse();
  }

  @Test
  void aDetachedPayloadIsCheckedAsTheEmptyOneThatItLooksLike() throws Exception {
    String file = "jws/4_5.signature_with_detached_content.json";
    Jws jws = Jws.read(vector(file).get("output").get("compact").asString());
    assertThat(jws.payload()).isEmpty();
    assertThatThrownBy(jws::json).isInstanceOf(Malformed.class);
  }

  @Test
  void aSharedSecretIsNoKeyHere() throws Exception {
    JsonNode vector = vector("jws/4_4.hmac-sha2_integrity_protection.json");
    assertThatThrownBy(() -> VerificationKey.read(vector.get("input").get("key"), ALL))
        .isInstanceOf(Malformed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"rfc7797/4.2.hmac-sha2_b64_false.json", "rfc7797/hmac-sha2_b64_false.json"})
  void payloadsThatAreNotEncodedAreRefused(String file) throws Exception {
    String compact =
        vector(file)
            .at("/output/compact")
            .asString(vector(file).at("/output/json_flat/protected").asString() + ".e30.AA");
    assertThatThrownBy(() -> Jws.read(compact)).isInstanceOf(Malformed.class);
  }

  @Test
  void nothingThatIsEncryptedIsRead() throws IOException {
    try (Stream<java.nio.file.Path> files = Files.list(Shared.path("vectors/jose-cookbook/jwe"))) {
      for (java.nio.file.Path file : files.toList()) {
        JsonNode compact = JSON.readTree(Files.readString(file)).at("/output/compact");
        if (!compact.isMissingNode()) {
          assertThatThrownBy(() -> Jws.read(compact.asString())).isInstanceOf(Malformed.class);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jwk/3_1.ec_public_key.json", "jwk/3_3.rsa_public_key.json"})
  void publicKeysAreRead(String file) throws Exception {
    assertThat(VerificationKey.read(vector(file), ALL).id())
        .isEqualTo("bilbo.baggins@hobbiton.example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jwk/3_2.ec_private_key.json",
        "jwk/3_4.rsa_private_key.json",
        "jwk/3_5.symmetric_key_mac_computation.json",
        "jwk/3_6.symmetric_key_encryption.json"
      })
  void keysThatAreNotPublicAreNoKeys(String file) throws Exception {
    JsonNode key = vector(file);
    assertThatThrownBy(() -> VerificationKey.read(key, ALL)).isInstanceOf(Malformed.class);
  }
}
