package dev.warder.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/// A number's text must not depend on what was written before.
class DecimalsTest {
  private static final int OFTEN = 4;

  private static String written(Decimals decimals, double number) {
    byte[] text = new byte[Decimals.LONGEST]; // and not a byte more
    return new String(text, 0, decimals.write(number, text, 0), StandardCharsets.US_ASCII);
  }

  /// Of any size, and many more than are kept, each often enough to displace another.
  @Property(tries = 5)
  void aNumberIsWrittenTheSameHoweverOften(@ForAll long seed) {
    Decimals decimals = new Decimals();
    Random random = new Random(seed);
    for (int i = 0; i < 30_000; i++) {
      double number = Double.longBitsToDouble(random.nextLong());
      for (int times = Double.isFinite(number) ? OFTEN : 0; times > 0; times--) {
        String text = written(decimals, number);
        if (number == Math.rint(number)) {
          assertThat(Double.parseDouble(text)).isEqualTo(number);
        } else {
          assertThat(text).isEqualTo(Double.toString(number));
        }
      }
    }
  }

  @Test
  void theLongestAndTheLeastHaveRoom() {
    Decimals decimals = new Decimals();
    for (int i = 0; i < OFTEN; i++) {
      assertThat(written(decimals, -2.2250738585072014E-308)).isEqualTo("-2.2250738585072014E-308");
      assertThat(written(decimals, Double.MIN_VALUE)).isEqualTo("4.9E-324");
      assertThat(written(decimals, -0.0)).isEqualTo("-0.0");
      assertThat(written(decimals, 0)).isEqualTo("0");
    }
  }
}
