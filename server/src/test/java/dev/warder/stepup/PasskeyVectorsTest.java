package dev.warder.stepup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.Shared;
import dev.warder.token.TokenFixtures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The published vectors of WebAuthn level 3. Those whose person was not verified are refused, and
/// so are those that were made inside of another site's page: that is what we ask for.
@Tag("conformance")
class PasskeyVectorsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int FLAGS = 32;
  private static final int VERIFIED = 0x04;

  @TempDir Path folder;
  private Tickets tickets;
  private Passkeys passkeys;

  @BeforeEach
  void open() {
    tickets = new Tickets(StepUpFixtures.key(folder.resolve("keys")), new TokenFixtures.Clock());
    passkeys = at("https://example.org");
  }

  private Passkeys at(String origin) {
    return new Passkeys(new Passkeys.Site("example.org", origin), tickets, new SecureRandom());
  }

  static Stream<Named<JsonNode>> vectors() throws IOException {
    JsonNode all =
        JSON.readTree(
            Files.readString(Shared.path("vectors/webauthn/webauthn-l3-test-vectors.json")));
    return all.path("vectors").properties().stream()
        .map(Map.Entry::getValue)
        .filter(each -> each.has("registration") && each.has("authentication"))
        .filter(each -> !each.path("title").asString().contains("Ed448"))
        .map(each -> Named.of(each.path("title").asString(), each));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void registrationsAreTakenWhereThePersonWasVerified(JsonNode vector) throws Exception {
    JsonNode given = vector.path("registration");
    byte[] authenticator = authenticatorData(hex(given, "attestationObject"));
    boolean good = isVerified(authenticator) && !isFramed(given);
    Evidence.Signed answer = answer(given, registration(given));
    if (!vector.path("title").asString().startsWith("TPM")) { // which nobody is asked for
      assertThat(passkeys.registered(answer, "x").isPresent()).isEqualTo(good);
    }
    assertThat(at("https://example.net").registered(answer, "x")).isEmpty();
    assertThat(passkeys.registered(answer, "y")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void assertionsAreTakenWhereThePersonWasVerified(JsonNode vector) throws Exception {
    JsonNode given = vector.path("authentication");
    Factor known = factor(vector.path("registration"));
    boolean good = isVerified(hex(given, "authenticatorData")) && !isFramed(given);
    byte[] signature = hex(given, "signature");
    assertThat(accepts(passkeys, known, vector, signature)).isEqualTo(good);
    assertThat(accepts(at("https://example.net"), known, vector, signature)).isFalse();
    signature[signature.length - 1] ^= 1;
    assertThat(accepts(passkeys, known, vector, signature)).isFalse();
  }

  private boolean accepts(Passkeys site, Factor known, JsonNode vector, byte[] signature) {
    JsonNode given = vector.path("authentication");
    String id = text(hex(vector.path("registration"), "credential_id"));
    String credential =
        """
        {"id": "%s", "rawId": "%s", "type": "public-key", "clientExtensionResults": {},
         "response": {"clientDataJSON": "%s", "authenticatorData": "%s", "signature": "%s"}}
        """
            .formatted(
                id,
                id,
                text(hex(given, "clientDataJSON")),
                text(hex(given, "authenticatorData")),
                text(signature));
    return site.asserted(List.of(known), answer(given, credential), "x", (before, count) -> true);
  }

  private Evidence.Signed answer(JsonNode given, String credential) {
    return new Evidence.Signed(
        tickets.issue("passkey x", text(hex(given, "challenge"))), credential);
  }

  private static String registration(JsonNode given) {
    String id = text(hex(given, "credential_id"));
    return """
    {"id": "%s", "rawId": "%s", "type": "public-key", "clientExtensionResults": {},
     "response": {"clientDataJSON": "%s", "attestationObject": "%s"}}
    """
        .formatted(
            id, id, text(hex(given, "clientDataJSON")), text(hex(given, "attestationObject")));
  }

  /// As it would be kept.
  private static Factor factor(JsonNode registration) throws Exception {
    byte[] data = authenticatorData(hex(registration, "attestationObject"));
    boolean eligible = (data[FLAGS] & 0x08) != 0;
    boolean backedUp = (data[FLAGS] & 0x10) != 0;
    String credential = text(Arrays.copyOfRange(data, FLAGS + 5, data.length));
    return new Factor(
        "fac_1",
        "alice",
        Factor.Kind.PASSKEY,
        "",
        TokenFixtures.NOW,
        (eligible ? "1" : "0") + (backedUp ? "1" : "0") + "." + credential,
        0);
  }

  /// From the digest of the site's name on, to the end: it is the last thing in the vectors.
  private static byte[] authenticatorData(byte[] attestation) throws Exception {
    byte[] site =
        MessageDigest.getInstance("SHA-256")
            .digest("example.org".getBytes(StandardCharsets.US_ASCII));
    for (int i = 0; i + site.length <= attestation.length; i++) {
      if (Arrays.equals(Arrays.copyOfRange(attestation, i, i + site.length), site)) {
        return Arrays.copyOfRange(attestation, i, attestation.length);
      }
    }
    throw new IllegalArgumentException("no authenticator data");
  }

  private static boolean isVerified(byte[] authenticatorData) {
    return (authenticatorData[FLAGS] & VERIFIED) != 0;
  }

  private static boolean isFramed(JsonNode given) {
    return new String(hex(given, "clientDataJSON"), StandardCharsets.UTF_8)
        .contains("\"crossOrigin\":true");
  }

  private static byte[] hex(JsonNode given, String name) {
    return HexFormat.of().parseHex(given.path(name).asString());
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
