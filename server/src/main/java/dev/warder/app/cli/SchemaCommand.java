package dev.warder.app.cli;

import dev.warder.app.settings.SettingsSchema;
import dev.warder.policy.PolicySchema;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

@Command(
    name = "schema",
    description = "Print the JSON Schema of a kind of file, for editors.",
    mixinStandardHelpOptions = true)
final class SchemaCommand implements Callable<Integer> {
  enum Of {
    POLICY,
    CONFIG;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final JsonMapper READABLE =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  @Parameters(paramLabel = "policy|config", description = "Which file the schema describes.")
  private Of of = Of.POLICY;

  private final Terminal terminal;

  SchemaCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    terminal.out().println(text(of));
    return Exit.DONE;
  }

  static String text(Of of) {
    Map<String, Object> schema =
        switch (of) {
          case POLICY -> PolicySchema.json();
          case CONFIG -> SettingsSchema.json();
        };
    return READABLE.writeValueAsString(schema).replace("\r\n", "\n");
  }
}
