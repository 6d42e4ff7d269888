package dev.warder.app.settings;

import java.util.List;

/// The configuration cannot be used: everything that is wrong with it, in the order of the file.
public final class ConfigurationError extends Exception {
  private static final long serialVersionUID = 1L;

  /// @param where the place, for example `warder.yaml:3:5`
  public record Problem(Where where, String text) {
    @Override
    public String toString() {
      return where + ": " + text;
    }
  }

  private final transient List<Problem> problems;

  ConfigurationError(List<Problem> problems) {
    this.problems = List.copyOf(problems);
  }

  static ConfigurationError of(Where where, String text) {
    return new ConfigurationError(List.of(new Problem(where, text)));
  }

  public List<Problem> problems() {
    return problems;
  }

  /// One problem a line.
  @Override
  public String getMessage() {
    return String.join("\n", problems.stream().map(Problem::toString).toList());
  }
}
