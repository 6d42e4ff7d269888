package dev.warder.policy;

import java.util.ArrayList;
import java.util.List;

/// Gathers what is wrong with one file; past the first hundred it only remembers that there is
/// more.
final class Problems {
  private static final int MOST = 100;
  private static final int LONGEST_QUOTE = 60;

  private final String file;
  private final List<Problem> found = new ArrayList<>();
  private boolean more;

  Problems(String file) {
    this.file = file;
  }

  void add(Position at, String text) {
    if (found.size() < MOST) {
      found.add(new Problem(file, at.line(), at.column(), text));
    } else {
      more = true;
    }
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  boolean isFull() {
    return more;
  }

  List<Problem> list() {
    List<Problem> sorted = new ArrayList<>(found);
    sorted.sort(null);
    if (more) {
      Problem last = sorted.getLast();
      sorted.add(new Problem(file, last.line(), last.column(), "there are more problems"));
    }
    return sorted;
  }

  /// A piece of the file as it may be repeated in a message: short, and on one line.
  static String quote(String text) {
    StringBuilder quoted = new StringBuilder();
    text.codePoints()
        .limit(LONGEST_QUOTE)
        .map(c -> Character.isISOControl(c) ? '?' : c)
        .forEach(quoted::appendCodePoint);
    return text.codePointCount(0, text.length()) > LONGEST_QUOTE
        ? quoted + "..."
        : quoted.toString();
  }
}
