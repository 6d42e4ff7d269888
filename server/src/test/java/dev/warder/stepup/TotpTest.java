package dev.warder.stepup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.Shared;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TotpTest {
  private static final byte[] KEY = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

  /// RFC 4226 appendix D.
  @Test
  void codesAreThoseOfTheStandard() {
    String[] right = {"755224", "287082", "359152", "969429", "338314"};
    for (int step = 0; step < right.length; step++) {
      assertThat(Totp.code(KEY, step, 6, "HmacSHA1")).isEqualTo(right[step]);
    }
  }

  @Tag("conformance")
  @Test
  void allPublishedValuesAreMet() throws Exception {
    JsonNode all =
        JsonMapper.builder()
            .build()
            .readTree(Files.readString(Shared.path("vectors/totp/rfc6238-appendix-b.json")));
    assertThat(all.size()).isEqualTo(18);
    for (JsonNode each : all) {
      byte[] key = each.path("keyAscii").asString().getBytes(StandardCharsets.US_ASCII);
      long step = each.path("time").asLong() / each.path("period").asLong();
      String algorithm = "Hmac" + each.path("alg").asString();
      assertThat(Totp.code(key, step, each.path("digits").asInt(), algorithm))
          .isEqualTo(each.path("totp").asString());
    }
  }

  @Test
  void oneStepOfDriftIsTakenAndNoMore() {
    Instant now = Instant.ofEpochSecond(30 * 1000 + 7);
    for (int drift = -3; drift <= 3; drift++) {
      String code = Totp.code(KEY, 1000 + drift, 6, "HmacSHA1");
      OptionalLong step = Totp.step(KEY, code, now, -1);
      assertThat(step.isPresent()).as("drift " + drift).isEqualTo(Math.abs(drift) <= 1);
    }
  }

  /// CVE-2025-6015 (Vault), CVE-2025-55003 (OpenBao): a one-time code that is taken twice.
  @Test
  void aStepThatWasUsedIsNotTakenAgain() {
    Instant now = Instant.ofEpochSecond(30 * 1000);
    String code = Totp.code(KEY, 1000, 6, "HmacSHA1");
    assertThat(Totp.step(KEY, code, now, 999)).hasValue(1000);
    assertThat(Totp.step(KEY, code, now, 1000)).isEmpty();
    assertThat(Totp.step(KEY, Totp.code(KEY, 999, 6, "HmacSHA1"), now, 1000)).isEmpty();
  }

  @Test
  void whatIsNoCodeIsNotTaken() {
    for (String text : new String[] {"", " ", "12345", "1234567", "75522４", "abcdef"}) {
      assertThat(Totp.step(KEY, text, Instant.EPOCH, -1)).isEmpty();
    }
  }

  @Test
  void keysAreWrittenAsTheStandardSays() {
    assertThat(Base32.encode("foobar".getBytes(StandardCharsets.US_ASCII))).isEqualTo("MZXW6YTBOI");
  }
}
