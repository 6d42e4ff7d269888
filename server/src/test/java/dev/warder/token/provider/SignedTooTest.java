package dev.warder.token.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.model.Refusal;
import dev.warder.model.Verification;
import dev.warder.token.TokenFixtures;
import dev.warder.token.jose.Signer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A provider that is asked about its signed tokens as well.
class SignedTooTest {
  private static final Signer KEY = Signer.es256();

  private final TokenFixtures.Clock clock = new TokenFixtures.Clock();

  private Verification judged(Providers providers, String issuer) {
    long exp = clock.instant().getEpochSecond() + 60;
    String claims =
        "{\"iss\":\"%s\",\"aud\":\"orders\",\"sub\":\"alice\",\"exp\":%d}".formatted(issuer, exp);
    String token = KEY.sign("{\"alg\":\"ES256\",\"kid\":\"k\"}", claims);
    providers.ready(token, null).join();
    return providers.judge(token, clock.instant()).orElseThrow();
  }

  @Test
  void itsWordCountsAndNotTheSignatureAndNobodyElsesTokensAreShownToIt(@TempDir Path folder)
      throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "s3cret");
    try (Issuer issuer = new Issuer();
        Providers providers =
            new Providers(List.of(issuer.settings(issuer.askingOfAll(secret))), clock)) {
      issuer.publish(Map.of("k", KEY));
      assertThat(judged(providers, issuer.url()))
          .isEqualTo(new Verification.Refused(Refusal.UNKNOWN, null));
      assertThat(issuer.introspections).hasValue(1);
      assertThat(judged(providers, "https://login.example.com"))
          .isEqualTo(new Verification.Refused(Refusal.UNKNOWN, null));
      assertThat(issuer.introspections).hasValue(1);
    }
  }
}
