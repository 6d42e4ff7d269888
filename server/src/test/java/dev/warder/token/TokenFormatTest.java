package dev.warder.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenFormatTest {
  /// Computed apart, with Python's zlib.crc32; the last one's checksum begins with a filling zero.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "wrd_000000000000000000000000000000002vb7WP",
        "wrd_0123456789ABCDEFGHIJKLMNOPQRSTUV1ocsWc",
        "wrd_abcdefghijklmnopqrstuvwxyz0123451hwYwj",
        "wrd_zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz10kDf27",
      })
  void goldenTokensAreWellFormed(String token) {
    assertThat(TokenFormat.isWellFormed(token)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "wrd_",
        "wrd_000000000000000000000000000000002vb7W",
        "wrd_000000000000000000000000000000002vb7WPP",
        "wrd_000000000000000000000000000000002vb7WQ",
        "wrd_100000000000000000000000000000002vb7WP",
        "WRD_000000000000000000000000000000002vb7WP",
        "wrd-000000000000000000000000000000002vb7WP",
        "wrd_00000000000000000000000000000000zzzzzz",
        "wrd_0000000000000000000000000000000/2vb7WP",
        "wrd_0000000000000000000000000000000é2vb7WP",
        "wrd_0000000000000000000000000000000２vb7WP",
        " rd_000000000000000000000000000000002vb7WP",
      })
  void everythingElseIsNot(String text) {
    assertThat(TokenFormat.isWellFormed(text)).isFalse();
  }

  @Test
  void newTokensAreWellFormedAndDiffer() {
    SecureRandom random = new SecureRandom();
    String one = TokenFormat.generate(random).reveal();
    String other = TokenFormat.generate(random).reveal();
    assertThat(one).matches("wrd_[0-9A-Za-z]{38}").isNotEqualTo(other);
    assertThat(TokenFormat.isWellFormed(one)).isTrue();
  }

  /// Were a remainder taken of a byte, the first eight characters would come a quarter more often:
  /// eight standard deviations here, where one in a billion tests fails by chance.
  @Test
  void charactersAreDrawnUniformly() {
    RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
    Map<Character, Integer> counts = new TreeMap<>();
    int tokens = 4_000;
    for (int i = 0; i < tokens; i++) {
      String text = TokenFormat.generate(random).reveal();
      text.substring(4, 36).chars().forEach(c -> counts.merge((char) c, 1, Integer::sum));
    }
    double expected = tokens * 32 / 62.0;
    assertThat(counts).hasSize(62);
    assertThat(counts.values())
        .allSatisfy(n -> assertThat(Math.abs(n - expected)).isLessThan(6.2 * Math.sqrt(expected)));
  }

  @Property
  void oneWrongCharacterIsAlwaysNoticed(
      @ForAll long seed, @ForAll @IntRange(min = 4, max = 41) int at, @ForAll char wrong) {
    String token = TokenFormat.generate(new SplittableRandom(seed)).reveal();
    String mistyped = token.substring(0, at) + wrong + token.substring(at + 1);
    assertThat(TokenFormat.isWellFormed(mistyped)).isEqualTo(token.charAt(at) == wrong);
  }

  @Property
  void noOtherTextIsWellFormed(@ForAll String text) {
    assertThat(TokenFormat.isWellFormed(text)).isFalse();
  }

  @FuzzTest(maxDuration = "5s")
  void whatIsWellFormedCarriesTheRightChecksum(FuzzedDataProvider data) {
    String text = data.consumeRemainingAsString();
    if (TokenFormat.isWellFormed(text)) {
      CRC32 crc = new CRC32();
      crc.update(text.substring(0, 36).getBytes(StandardCharsets.US_ASCII));
      long sum = 0;
      for (char c : text.substring(36).toCharArray()) {
        int digit = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".indexOf(c);
        sum = sum * 62 + digit;
      }
      assertThat(sum).isEqualTo(crc.getValue());
    }
  }
}
