package dev.warder.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/// A number's text must not depend on what was written before.
class DecimalsTest {
  private static final int OFTEN = 5;

  private final byte[] text = new byte[Decimals.LONGEST];

  private String written(Decimals decimals, double number) {
    return new String(text, 0, decimals.write(number, text, 0), StandardCharsets.US_ASCII);
  }

  @Property
  void aNumberIsWrittenTheSameHoweverOften(@ForAll @Size(max = 20) List<Double> numbers) {
    Decimals decimals = new Decimals();
    for (int i = 0; i < OFTEN; i++) {
      for (double number : numbers) {
        assertThat(Double.doubleToLongBits(Double.parseDouble(written(decimals, number))))
            .isEqualTo(Double.doubleToLongBits(number));
      }
    }
  }

  /// Many more than are kept, each often enough to displace another.
  @Property(tries = 3)
  void numbersThatShareAPlaceAreNotMistaken(@ForAll long seed) {
    Decimals decimals = new Decimals();
    for (double number : new Random(seed).doubles(50_000).toArray()) {
      for (int i = 0; i < OFTEN; i++) {
        assertThat(written(decimals, number)).isEqualTo(Double.toString(number));
      }
    }
  }
}
