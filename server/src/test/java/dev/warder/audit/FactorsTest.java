package dev.warder.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.model.Factor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// What a factor looks like in a record must not depend on those before.
class FactorsTest {
  private static final String[] NAMES = {"network", "client"};
  private static final double[] NUMBERS = {0, -0.0, 1, 0.25, -7.5, 1.0 / 3};

  private static String written(Factors factors, List<Factor> list) {
    JsonWriter json = new JsonWriter(1, new Decimals());
    json.beginArray();
    list.forEach(each -> factors.write(json, each));
    json.endArray();
    return new String(json.bytes(), 0, json.length(), StandardCharsets.US_ASCII);
  }

  /// Of few numbers, so that many come again, some of them only nearly.
  private static Factor factor(Random random) {
    double[] inputs = new double[random.nextInt(4)];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = NUMBERS[random.nextInt(NUMBERS.length)];
    }
    String name = NAMES[random.nextInt(NAMES.length)];
    return new Factor(name, NUMBERS[random.nextInt(NUMBERS.length)], inputs);
  }

  @Property(tries = 100)
  void factorsAreWrittenAsIfForTheFirstTime(@ForAll long seed) {
    Random random = new Random(seed);
    Factors factors = new Factors();
    for (int i = 0; i < 500; i++) {
      List<Factor> list = new ArrayList<>();
      for (int left = random.nextInt(5); left > 0; left--) {
        list.add(factor(random));
      }
      assertThat(written(factors, list)).isEqualTo(written(new Factors(), list));
    }
  }
}
