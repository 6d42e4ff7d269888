package dev.warder.policy;

/// Something wrong in a policy file, and where; line and column count from 1.
public record Problem(String file, int line, int column, String text)
    implements Comparable<Problem> {

  @Override
  public int compareTo(Problem other) {
    int byFile = file.compareTo(other.file);
    int byLine = byFile != 0 ? byFile : Integer.compare(line, other.line);
    return byLine != 0 ? byLine : Integer.compare(column, other.column);
  }

  @Override
  public String toString() {
    return place() + ": " + text;
  }

  /// The form that editors turn into a link.
  public String place() {
    return file + ":" + line + ":" + column;
  }
}
