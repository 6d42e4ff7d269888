package dev.warder.decide;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Cases say what the tests read: a misspelt key would leave out what it was meant to check.
class CaseFilesTest {
  private static String text(String name) throws IOException {
    try (InputStream file = CaseFilesTest.class.getResourceAsStream("/cases/" + name)) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Schema schema() throws IOException {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(text("schema.json"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"pipeline.yaml", "verdicts.yaml", "newcomers.yaml", "asserted.yaml"})
  void everyFileFollowsTheSchema(String name) throws IOException {
    assertThat(schema().validate(text(name), InputFormat.YAML)).isEmpty();
  }

  @Test
  void aMisspeltKeyIsFound() throws IOException {
    String misspelt = text("newcomers.yaml").replace("learned: 19", "lerned: 19");
    assertThat(schema().validate(misspelt, InputFormat.YAML)).isNotEmpty();
  }
}
