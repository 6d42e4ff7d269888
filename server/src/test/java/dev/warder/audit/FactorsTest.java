package dev.warder.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.model.Factor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/// What a factor looks like in a record must not depend on those before.
class FactorsTest {
  private static final String[] NAMES = {"network", "client"};
  private static final double[] NUMBERS = {
    0, -0.0, 1, 0.25, -7.5, 1.0 / 3, Double.NaN, Double.NEGATIVE_INFINITY
  };

  private static String written(Factors factors, Decimals decimals, List<Factor> list) {
    JsonWriter json = new JsonWriter(1, decimals);
    json.beginArray();
    list.forEach(each -> factors.write(json, each));
    json.endArray();
    return new String(json.bytes(), 0, json.length(), StandardCharsets.US_ASCII);
  }

  private static String plain(List<Factor> list) {
    JsonWriter json = new JsonWriter(1, new Decimals());
    json.beginArray();
    for (Factor each : list) {
      json.beginObject().name("name").value(each.name()).name("points").value(each.points());
      json.name("inputs").beginArray();
      Arrays.stream(each.inputs()).forEach(json::value);
      json.endArray().endObject();
    }
    json.endArray();
    return new String(json.bytes(), 0, json.length(), StandardCharsets.US_ASCII);
  }

  /// Of few numbers, so that many come again, some of them only nearly.
  private static List<Factor> some(Random random) {
    List<Factor> list = new ArrayList<>();
    for (int left = random.nextInt(5); left > 0; left--) {
      double[] inputs = new double[random.nextInt(4)];
      Arrays.setAll(inputs, i -> NUMBERS[random.nextInt(NUMBERS.length)]);
      String name = NAMES[random.nextInt(NAMES.length)];
      list.add(new Factor(name, NUMBERS[random.nextInt(NUMBERS.length)], inputs));
    }
    return list;
  }

  @Property(tries = 20)
  void factorsAreWrittenAsIfForTheFirstTime(@ForAll long seed) {
    Random random = new Random(seed);
    Factors factors = new Factors();
    for (int i = 0; i < 2_000; i++) {
      List<Factor> list = some(random);
      assertThat(written(factors, new Decimals(), list)).isEqualTo(plain(list));
    }
  }

  @Test
  void aFactorOfManyInputsIsWrittenTheSameHoweverOften() {
    List<Factor> list = List.of(new Factor("spread", 1.5, new Random(1).doubles(200).toArray()));
    Factors factors = new Factors();
    for (int i = 0; i < 4; i++) {
      assertThat(written(factors, new Decimals(), list)).isEqualTo(plain(list));
    }
  }

  @Test
  void threadsThatShareThemWriteTheSame() {
    Factors factors = new Factors();
    Decimals decimals = new Decimals();
    List<CompletableFuture<Void>> writers = new ArrayList<>();
    for (int thread = 0; thread < 4; thread++) {
      Random random = new Random(thread);
      writers.add(
          CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 5_000; i++) {
              List<Factor> list = some(random);
              assertThat(written(factors, decimals, list)).isEqualTo(plain(list));
            }
          }));
    }
    writers.forEach(CompletableFuture::join);
  }
}
