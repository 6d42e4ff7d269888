package dev.warder.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.Shared;
import dev.warder.model.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The JSON parsing test suite of Nicolas Seriot: `y_` must be taken, `n_` refused, `i_` is open.
@Tag("conformance")
class JsonSuiteTest {
  /// RFC 8259 section 4 leaves open what a name that is there twice means. Two programs may read
  /// two things, so it is refused.
  private static final Set<String> STRICTER =
      Set.of("y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json");

  @Test
  void whatIsJsonIsTakenAndWhatIsNotIsRefused() throws IOException {
    List<String> wrong = new ArrayList<>();
    int seen = 0;
    try (Stream<Path> files = Files.list(suite())) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        boolean taken = isTaken(Files.readAllBytes(file));
        boolean asTold = name.startsWith("i_") || taken == name.startsWith("y_");
        if (asTold == STRICTER.contains(name)) {
          wrong.add(name);
        }
        seen++;
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(seen).isGreaterThan(300);
  }

  private static Path suite() {
    return Shared.path("vectors/json-test-suite/test_parsing");
  }

  private static boolean isTaken(byte[] json) {
    try {
      return Json.read(json) != null;
    } catch (Fault.Invalid refused) {
      return false;
    }
  }
}
