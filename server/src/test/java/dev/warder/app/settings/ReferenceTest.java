package dev.warder.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReferenceTest {
  private static final Path PAGE =
      Path.of(System.getProperty("root", "..")).resolve("docs/configuration.md");

  /// To print the page anew: `mvn test -Dtest=ReferenceTest -Dprint.reference=true`.
  @Test
  void thePageSaysWhatTheCodeDoes() throws Exception {
    if (Boolean.getBoolean("print.reference")) {
      Files.writeString(PAGE, Reference.page());
    }
    assertThat(PAGE).hasContent(Reference.page());
  }

  @Test
  void noVariableSetsTwoKeys() {
    List<String> names =
        SettingsReader.keys().stream().flatMap(key -> key.variables().stream()).toList();
    assertThat(names).doesNotHaveDuplicates();
  }

  @Test
  void everyDefaultThatIsShownIsTheOneThatCounts() throws ConfigurationError {
    assertThat(SettingsReader.keys())
        .filteredOn(key -> key.path().equals("server.port"))
        .singleElement()
        .extracting(Key::fallback)
        .isEqualTo("8480");
  }
}
