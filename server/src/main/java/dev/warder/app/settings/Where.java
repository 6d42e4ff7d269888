package dev.warder.app.settings;

/// The place that a setting was written at.
///
/// @param source a file, an environment variable or an option
/// @param line from 1; 0 where the source has no lines
public record Where(String source, int line, int column) implements Comparable<Where> {
  static Where named(String source) {
    return new Where(source, 0, 0);
  }

  @Override
  public int compareTo(Where other) {
    int bySource = source.compareTo(other.source);
    int byLine = bySource != 0 ? bySource : Integer.compare(line, other.line);
    return byLine != 0 ? byLine : Integer.compare(column, other.column);
  }

  @Override
  public String toString() {
    return line == 0 ? source : source + ":" + line + ":" + column;
  }
}
