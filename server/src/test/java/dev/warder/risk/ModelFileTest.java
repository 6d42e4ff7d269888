package dev.warder.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warder.model.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelFileTest {
  private static final Path FILE = Path.of("src/main/resources/risk/default-model.json");

  @Test
  void theBundledModelIsWhole() {
    assertThat(ModelFile.bundled().id()).isEqualTo("default-6");
  }

  @Test
  void aFileThatSaysNothingIsRefused() {
    for (String text : List.of("", "null", "// nothing", "{}", "[]", "{\"name\":")) {
      assertThatThrownBy(() -> ModelFile.parse(text)).isInstanceOf(Fault.Invalid.class);
    }
  }

  @Test
  void anUnknownKeyIsRefusedByNameAndLine() throws IOException {
    String text = Files.readString(FILE).replace("\"kmPerHour\"", "\"knots\": 1, \"kmPerHour\"");
    assertThatThrownBy(() -> ModelFile.parse(text))
        .isInstanceOf(Fault.Invalid.class)
        .hasMessageContaining("knots")
        .hasMessageContaining("line");
  }

  @Test
  void aMissingKeyIsRefused() throws IOException {
    String text = Files.readString(FILE).replace(", \"leastKm\": 100", "");
    assertThatThrownBy(() -> ModelFile.parse(text))
        .isInstanceOf(Fault.Invalid.class)
        .hasMessageContaining("leastKm");
  }

  @Test
  void aValueCannotBeAskedForOnMoreDaysThanAreCounted() throws IOException {
    String text = Files.readString(FILE).replace("\"days\": 6", "\"days\": 16");
    assertThatThrownBy(() -> ModelFile.parse(text))
        .isInstanceOf(Fault.Invalid.class)
        .hasMessageContaining("days must lie between 1 and 15");
  }

  @Test
  void weightsOfBackOffMustAddUp() throws IOException {
    String text = Files.readString(FILE).replaceFirst("\\[0\\.0", "[0.1");
    assertThatThrownBy(() -> ModelFile.parse(text)).isInstanceOf(Fault.Invalid.class);
  }
}
