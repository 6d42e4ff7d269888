package dev.warder.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainOptionsTest {
  private static @Nullable PlainOptions read(String line) {
    return PlainOptions.of(Set.of("--data", "--port"), Set.of("--flag"), line.split(" ", -1));
  }

  private static PlainOptions of(String line) {
    return Objects.requireNonNull(read(line));
  }

  @ParameterizedTest
  @ValueSource(strings = {"serve --data a=b --port 0 --flag", "serve --flag --port=0 --data=a=b"})
  void valuesAndFlagsAreUnderstoodInAnyOrder(String line) {
    PlainOptions options = of(line);
    assertThat(options.value("--data")).isEqualTo("a=b");
    assertThat(options.value("--port")).isEqualTo("0");
    assertThat(options.has("--flag")).isTrue();
  }

  @Test
  void whatIsNotThereHasNoValue() {
    PlainOptions options = of("serve");
    assertThat(options.value("--data")).isNull();
    assertThat(options.has("--flag")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "serve --help",
        "serve --debug",
        "serve --other x",
        "serve x",
        "serve --data",
        "serve --data --port 0",
        "serve --data=",
        "serve --data @file",
        "serve @file",
        "serve --data \"a\"",
        "serve --data a --data b",
        "serve --flag --flag",
        "serve --flag=true",
        "serve --flag true",
        "serve -- --data a"
      })
  void whatIsNotPlainIsLeftToTheCommandLine(String line) {
    assertThat(read(line)).isNull();
  }
}
