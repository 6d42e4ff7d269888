package dev.warder.app.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/// Rows under a heading, aligned by blanks alone so that `awk` and people can both read them.
final class Table {
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  Table(String... heading) {
    rows.add(List.of(heading));
  }

  Table row(String... cells) {
    List<String> clean = new ArrayList<>();
    for (String cell : cells) {
      clean.add(plain(cell));
    }
    rows.add(clean);
    return this;
  }

  boolean isEmpty() {
    return rows.size() == 1;
  }

  void print(PrintStream out) {
    int[] widths = new int[rows.getFirst().size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append(i == 0 ? "" : GAP).append(row.get(i));
        line.repeat(' ', widths[i] - row.get(i).length());
      }
      out.println(line.toString().stripTrailing());
    }
  }

  /// What others wrote must not drive the terminal: control characters become `?`.
  static String plain(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints().forEach(c -> plain.appendCodePoint(isHarmless(c) ? c : '?'));
    return plain.toString();
  }

  private static boolean isHarmless(int c) {
    int type = Character.getType(c);
    return type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.SURROGATE
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR;
  }
}
