package dev.warder.app.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Prints the page on configuration from the keys themselves.
final class Reference {
  private static final String INTRODUCTION =
      """
      # Configuration

      This page is printed from the code: a test fails where the two differ.

      Warder reads the file that `--config` names, or else `WARDER_CONFIG`, or else `warder.yaml` in
      the folder where it is started. Everything has a default; without any file it runs with the
      defaults and guards every path with one route, `* /**`, and says so.

      - An unknown or doubled key is an error that names its line and column, and so is a value out
        of range. All errors are shown at once.
      - Options on the command line win over environment variables, which win over the file.
      - A list in a variable is separated by commas; items with keys are written as in YAML:
        `WARDER_CREDENTIAL='bearer, {header: X-API-Key}'`.
      - Durations are a number and `ms`, `s`, `m`, `h`, `d` or `w`; sizes a number and `B`, `KB`,
        `MB`, `GB`, `TB` (powers of 1000) or `KiB`, `MiB`, `GiB`, `TiB`.
      - Relative paths start from the folder of the file; those in variables and options from the
        folder where Warder is started.
      """;

  private Reference() {}

  static String page() {
    Map<String, StringBuilder> sections = new LinkedHashMap<>();
    sections.put("", section("Top level"));
    for (Key key : SettingsReader.keys()) {
      String own = sectionOf(key.path());
      sections.computeIfAbsent(own, name -> section("`" + name + "`")).append(row(key));
    }
    return INTRODUCTION + String.join("", sections.values());
  }

  private static StringBuilder section(String title) {
    return new StringBuilder("\n## " + title + "\n\n")
        .append("| key | what it is | default | meaning |\n|---|---|---|---|\n");
  }

  private static String sectionOf(String path) {
    int dot = path.indexOf('.');
    return dot < 0 ? "" : path.substring(0, dot);
  }

  private static String row(Key key) {
    String fallback = key.fallback();
    List<String> cells =
        List.of(
            "`" + key.path() + "`" + variable(key),
            key.kind(),
            fallback == null ? "" : "`" + fallback + "`",
            key.meaning());
    return cells.stream()
        .map(cell -> cell.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private static String variable(Key key) {
    return key.variables().isEmpty() ? "" : "<br>`" + key.variables().getFirst() + "`";
  }
}
