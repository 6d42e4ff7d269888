package dev.warder.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.House;
import dev.warder.Plan;
import dev.warder.Wire;
import dev.warder.model.Binding;
import dev.warder.model.Principal;
import dev.warder.model.PrincipalKind;
import dev.warder.model.Ties;
import dev.warder.token.NewToken;
import dev.warder.token.Nonces;
import dev.warder.token.Thumbprints;
import dev.warder.token.TokenFixtures;
import dev.warder.token.jose.Proofs;
import dev.warder.token.jose.Signer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Tokens that belong to a key, shown with it and without (RFC 9449, RFC 8705).
class KeyProofsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Signer KEY = Signer.es256();
  private static final Signer OTHER = Signer.es256();
  private static final String URL = "https://api.example.com/orders/1";
  private static final String POLICY =
      """
      apiVersion: warder.dev/v1
      kind: Policy
      mode: enforce
      rules:
        - id: the-key-please
          when: request.path == "/do/risky"
          unless: assurance.level == "pop" && assurance.age < duration("1m")
          then: {stepUp: {acr: pop, maxAge: 1m}}
      """;

  @TempDir private Path folder;
  private final Proofs proofs = new Proofs(KEY);
  private House house;

  @BeforeEach
  void open() throws IOException {
    house = new House(folder, Plan.DEFAULT.withPolicy(POLICY));
  }

  @AfterEach
  void close() throws IOException {
    house.close();
  }

  private String token(Binding.@Nullable Way way, String thumbprint, boolean always) {
    Binding binding = way == null ? null : new Binding(way, thumbprint, always, true);
    Principal job = new Principal("job", PrincipalKind.SERVICE);
    return House.secret(
        house.makeToken(
            new NewToken(
                job,
                "",
                List.of("orders:read"),
                null,
                List.of(),
                null,
                Map.of(),
                Ties.to(binding))));
  }

  private String bound() {
    return token(
        Binding.Way.DPOP, Thumbprints.ofJwk(proofs.jwk().getBytes(StandardCharsets.UTF_8)), true);
  }

  private JsonNode decide(String path, String headers, String more) throws IOException {
    Wire.Answer answer =
        house.decide(
            """
            {"request": {"method": "GET", "scheme": "https", "host": "api.example.com",
             "path": "%s", "sourceIp": "203.0.113.7", %s "headers": {%s}}}
            """
                .formatted(path, more, headers));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private JsonNode withProof(String token, String proof) throws IOException {
    return withProof("/orders/1", token, proof);
  }

  private JsonNode withProof(String path, String token, String proof) throws IOException {
    return decide(
        path, "\"authorization\": \"DPoP %s\", \"dpop\": \"%s\"".formatted(token, proof), "");
  }

  private JsonNode asBearer(String path, String token) throws IOException {
    return decide(path, "\"authorization\": \"Bearer " + token + "\"", "");
  }

  private Instant now() {
    return house.clock.instant();
  }

  private static void assertError(JsonNode decision, String error) {
    assertThat(decision.path("verdict").asString()).isEqualTo("deny");
    assertThat(decision.path("status").asInt()).isEqualTo(401);
    assertThat(decision.path("error").asString()).isEqualTo(error);
  }

  private static void assertAllowed(JsonNode decision) {
    assertThat(decision.path("verdict").asString()).as(decision.toString()).isEqualTo("allow");
  }

  @Test
  void aBoundTokenIsGoodForNothingWithoutItsKey() throws IOException {
    String token = bound();
    assertError(asBearer("/orders/1", token), "invalid_token");
    assertError(
        decide("/orders/1", "\"authorization\": \"DPoP " + token + "\"", ""), "invalid_dpop_proof");
    assertError(withProof(token, new Proofs(OTHER).of("GET", URL, token, now())), "invalid_token");
    assertAllowed(withProof(token, proofs.of("GET", URL, token, now())));
  }

  @Test
  void aProofCountsOnce() throws IOException {
    String token = bound();
    String proof = proofs.of("GET", URL, token, now());
    assertAllowed(withProof(token, proof));
    assertError(withProof(token, proof), "invalid_dpop_proof");
    house.clock.advance(Duration.ofSeconds(59));
    assertError(withProof(token, proof), "invalid_dpop_proof");
    assertAllowed(withProof(token, proofs.of("GET", URL, token, now())));
  }

  @Test
  void whatIsEquivalentByRfc3986IsTheSameAddress() throws IOException {
    String token = bound();
    for (String same :
        List.of(
            URL, "HTTPS://API.example.com:443/orders/1", URL + "?x=1#f", URL.replace("1", "%31"))) {
      assertAllowed(withProof(token, proofs.of("GET", same, token, now())));
    }
  }

  @Test
  void aProofForAnythingElseIsNone() throws IOException {
    String token = bound();
    String another = bound();
    for (String proof :
        List.of(
            proofs.of("POST", URL, token, now()),
            proofs.of("get", URL, token, now()),
            proofs.of("GET", "http://api.example.com/orders/1", token, now()),
            proofs.of("GET", "https://api.example.com/orders/2", token, now()),
            proofs.of("GET", "https://api.example.com/orders/1/", token, now()),
            proofs.of("GET", "https://evil.example.com/orders/1", token, now()),
            proofs.of("GET", "https://user@api.example.com/orders/1", token, now()),
            proofs.of("GET", "https://api.example.com/x/../orders/1", token, now()),
            proofs.of("GET", "/orders/1", token, now()),
            proofs.of("GET", URL, another, now()),
            proofs.of("GET", URL, token, now(), "ath", ""),
            proofs.of("GET", URL, token, now().minusSeconds(61)),
            proofs.of("GET", URL, token, now().plusSeconds(6)),
            proofs.of("GET", URL, token, now(), "iat", "\"" + now().getEpochSecond() + "\""),
            proofs.of("GET", URL, token, now(), "iat", "1e999"),
            proofs.of("GET", URL, token, now(), "jti", ""),
            proofs.of("GET", URL, token, now(), "jti", "\"\""),
            proofs.of("GET", URL, token, now(), "jti", "1"))) {
      assertError(withProof(token, proof), "invalid_dpop_proof");
    }
  }

  @Test
  void aProofThatIsForgedIsNone() throws IOException {
    String token = bound();
    String good = proofs.header();
    Stream.of(
            good.replace("dpop+jwt", "jwt"),
            good.replace("ES256", "none"),
            good.replace("ES256", "HS256"),
            good.replace("ES256", "ES384"),
            good.replace(KEY.jwk(), OTHER.jwk()),
            good.replace("\"kty\"", "\"d\":\"AAAA\",\"kty\""),
            good.replaceAll("\"jwk\":\\{.*?}", "\"jwk\":{}"),
            good.replace("\"jwk\"", "\"kid\""),
            good.replace("{\"typ\"", "{\"crit\":[\"exp\"],\"typ\""))
        .map(header -> proofs.with(header, "GET", URL, token, now()))
        .forEach(proof -> assertError(quietly(token, proof), "invalid_dpop_proof"));
    String proof = proofs.of("GET", URL, token, now());
    assertError(withProof(token, proof + "="), "invalid_dpop_proof");
    String twice =
        "\"authorization\": \"DPoP %s\", \"dpop\": [\"%s\", \"%s\"]".formatted(token, proof, proof);
    assertError(decide("/orders/1", twice, ""), "invalid_dpop_proof");
  }

  private JsonNode quietly(String token, String proof) {
    try {
      return withProof(token, proof);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Answers tell nothing of tokens: what is wrong with a proof is so for tokens that do not exist.
  @Test
  void anUnknownTokenIsAnsweredLikeOneThatBelongsToAnotherKey() throws IOException {
    String token = bound();
    String made = "wrd_" + "0".repeat(38);
    JsonNode unknown = withProof(made, proofs.of("GET", URL, made, now()));
    JsonNode others = withProof(token, new Proofs(OTHER).of("GET", URL, token, now()));
    assertThat(unknown.path("responseHeaders")).isEqualTo(others.path("responseHeaders"));
    assertThat(unknown.path("responseHeaders").path("WWW-Authenticate").asString())
        .startsWith("DPoP error=\"invalid_token\", algs=");
  }

  /// Only a key that was registered proves more: one that a caller brings raises nothing.
  @Test
  void aKeyThatTheCallerBringsFirstIsNotBelieved() throws IOException {
    String bearer = token(null, "", true);
    assertAllowed(asBearer("/orders/1", bearer));
    assertError(withProof(bearer, proofs.of("GET", URL, bearer, now())), "invalid_token");
  }

  /// From risky call to challenge, proof, the same call passing, the proof expiring, and the next
  /// challenge.
  @Test
  void aServiceStepsUpByTheKeyThatWasRegisteredForIt() throws IOException {
    String token =
        token(
            Binding.Way.DPOP,
            Thumbprints.ofJwk(proofs.jwk().getBytes(StandardCharsets.UTF_8)),
            false);
    String risky = "https://api.example.com/do/risky";
    assertAllowed(asBearer("/orders/1", token));
    JsonNode asked = asBearer("/do/risky", token);
    assertThat(asked.path("verdict").asString()).isEqualTo("step_up");
    assertThat(asked.path("responseHeaders").path("WWW-Authenticate").asString())
        .contains("acr_values=\"pop\"");
    String proof = proofs.of("GET", risky, token, now());
    assertAllowed(withProof("/do/risky", token, proof));
    house.clock.advance(Duration.ofSeconds(61));
    assertError(withProof("/do/risky", token, proof), "invalid_dpop_proof");
    assertThat(asBearer("/do/risky", token).path("verdict").asString()).isEqualTo("step_up");
    assertAllowed(withProof("/do/risky", token, proofs.of("GET", risky, token, now())));
  }

  @Test
  void aNonceIsAskedForAndOffered() throws IOException {
    close();
    Nonces nonces = new Nonces(new SecureRandom());
    TokenFixtures.Clock[] clock = {new TokenFixtures.Clock()};
    house =
        new House(
            folder.resolve("n"),
            Plan.DEFAULT.withNonces(nonces, () -> nonces.current(clock[0].instant())));
    clock[0] = house.clock;
    String token = bound();
    JsonNode first = withProof(token, proofs.of("GET", URL, token, now()));
    assertError(first, "use_dpop_nonce");
    String nonce = first.path("responseHeaders").path("DPoP-Nonce").asString();
    String good = "\"" + nonce + "\"";
    assertAllowed(withProof(token, proofs.of("GET", URL, token, now(), "nonce", good)));
    assertError(
        withProof(token, proofs.of("GET", URL, token, now(), "nonce", "\"x\"")), "use_dpop_nonce");
    house.clock.advance(Duration.ofMinutes(5));
    assertError(
        withProof(token, proofs.of("GET", URL, token, now(), "nonce", good)), "use_dpop_nonce");
  }
}
