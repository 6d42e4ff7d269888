package dev.warder.token.provider;

import static dev.warder.token.TokenFixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.model.Identity;
import dev.warder.model.PrincipalKind;
import dev.warder.model.Verification;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is made of tokens of a provider, and what is not believed.
class AdversarialTokensTest {
  private static Issuer issuer;
  private static Providers providers;

  @BeforeAll
  static void publish() throws IOException {
    issuer = new Issuer();
    Forgeries.issuer = issuer.url();
    issuer.publish(
        Map.of(
            "r",
            Forgeries.RSA,
            "p",
            Forgeries.PSS,
            "e",
            Forgeries.EC,
            "e384",
            Forgeries.EC384,
            "d",
            Forgeries.ED,
            "small",
            Forgeries.SMALL));
    providers = new Providers(java.util.List.of(issuer.settings()), () -> NOW);
    providers.begin();
    providers.ready(Forgeries.good(), null).join();
  }

  @AfterAll
  static void close() {
    providers.close();
    issuer.close();
  }

  private static Optional<Identity> verified(String token) {
    providers.ready(token, null).join();
    return providers
        .judge(token, NOW)
        .filter(v -> v instanceof Verification.Verified)
        .map(v -> ((Verification.Verified) v).identity());
  }

  @Test
  void goodTokensOfAllKeysAreBelieved() {
    assertThat(verified(Forgeries.good())).isPresent();
    for (var signed :
        Map.of("p", Forgeries.PSS, "e", Forgeries.EC, "e384", Forgeries.EC384, "d", Forgeries.ED)
            .entrySet()) {
      String header =
          "{\"alg\":\"%s\",\"kid\":\"%s\"}"
              .formatted(signed.getValue().algorithm(), signed.getKey());
      assertThat(verified(signed.getValue().sign(header, Forgeries.body()))).isPresent();
    }
    assertThat(verified(Forgeries.ED.sign("{\"alg\":\"Ed25519\",\"kid\":\"d\"}", Forgeries.body())))
        .isPresent();
  }

  @Test
  void whatIsUnusualAndGoodIsBelieved() {
    assertThat(verified(Forgeries.good("aud", "[\"other\",\"orders\"]"))).isPresent();
    assertThat(verified(Forgeries.good("exp", Forgeries.EXP + ".75"))).isPresent();
    assertThat(verified(Forgeries.good("exp", (NOW.getEpochSecond() - 29) + ""))).isPresent();
    assertThat(verified(Forgeries.good("scope", "", "scp", "[\"orders:read\"]"))).isPresent();
    assertThat(verified(Forgeries.RSA.sign("{\"alg\":\"RS256\",\"kid\":\"r\"}", Forgeries.body())))
        .isPresent();
    String type = "{\"alg\":\"RS256\",\"kid\":\"r\",\"typ\":\"application/AT+JWT\"}";
    assertThat(verified(Forgeries.RSA.sign(type, Forgeries.body()))).isPresent();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.warder.token.provider.Forgeries#all")
  void isNotBelieved(String what, String token) {
    assertThat(verified(token)).isEmpty();
    assertThat(verified(token)).isEmpty(); // nor when it comes again
  }

  /// Scopes of Warder itself come from configured roles, and never by the name of a scope.
  @Test
  void nobodyRulesHereByAScopeThatTheProviderRegistered() {
    assertThat(verified(Forgeries.good()).orElseThrow().token().scopes())
        .containsExactly("orders:read");
    String roles = "{\"roles\":[\"auditor\",\"warder:admin\"]}";
    assertThat(verified(Forgeries.good("realm_access", roles)).orElseThrow().token().scopes())
        .containsExactly("orders:read", "warder:read");
  }

  @Test
  void claimsBecomePrincipalKindAndAssurance() {
    Identity alice = verified(Forgeries.good()).orElseThrow();
    assertThat(alice.principal().id()).isEqualTo("corp:alice");
    assertThat(alice.principal().kind()).isEqualTo(PrincipalKind.USER);
    assertThat(alice.assurance().level()).isEqualTo("token");
    Identity job = verified(Forgeries.good("sub", "\"job\"", "client_id", "\"job\"")).orElseThrow();
    assertThat(job.principal().kind()).isEqualTo(PrincipalKind.SERVICE);
    String since = Long.toString(NOW.getEpochSecond() - 60);
    Identity proven = verified(Forgeries.good("acr", "\"gold\"", "auth_time", since)).orElseThrow();
    assertThat(proven.assurance().since()).isEqualTo(NOW.minusSeconds(60));
    assertThat(verified(Forgeries.good("acr", "\"gold\"")).orElseThrow().assurance().since())
        .isNull();
    assertThat(verified(Forgeries.good("auth_time", since)).orElseThrow().assurance().since())
        .isNull();
    assertThat(
            verified(Forgeries.good("amr", "[\"pwd\",\"otp\"]", "auth_time", since))
                .orElseThrow()
                .assurance()
                .since())
        .isNotNull();
  }
}
