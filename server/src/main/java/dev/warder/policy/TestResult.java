package dev.warder.policy;

import java.util.List;

/// One test case that was run.
///
/// @param verdict of a call; of an incident the reactions, or `nothing`
/// @param rules that matched, the strictest first
/// @param differences what was expected and what came, a line each; empty where it passed
public record TestResult(
    String file,
    int line,
    String name,
    String verdict,
    List<String> rules,
    List<String> differences) {
  public TestResult {
    rules = List.copyOf(rules);
    differences = List.copyOf(differences);
  }

  /// Where it stands, as editors link it.
  public String place() {
    return file + ":" + line;
  }

  public boolean passed() {
    return differences.isEmpty();
  }

  /// The case in one line, and below it each difference.
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(passed() ? "ok   " : "FAIL ");
    text.append(file).append(':').append(line).append(": ").append(name);
    differences.forEach(d -> text.append("\n       ").append(d));
    return text.toString();
  }
}
