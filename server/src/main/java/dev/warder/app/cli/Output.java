package dev.warder.app.cli;

import java.util.Map;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a command prints: for people, or with `--json` for programs.
final class Output {
  static final JsonMapper JSON = JsonMapper.builder().build();

  @Option(names = "--json", description = "Print JSON instead of text.")
  private boolean json;

  private final Terminal terminal;

  Output(Terminal terminal) {
    this.terminal = terminal;
  }

  boolean isJson() {
    return json;
  }

  void json(JsonNode value) {
    terminal.out().println(JSON.writeValueAsString(value));
  }

  void json(Map<String, ?> value) {
    terminal.out().println(JSON.writeValueAsString(value));
  }

  void line(String text) {
    terminal.out().println(text);
  }

  void table(Table table) {
    table.print(terminal.out());
  }

  /// A remark that is not part of the data.
  void note(String text) {
    terminal.err().println(text);
  }
}
