package dev.warder.policy;

/// Finds, for a place within a scalar's text, the place in the file that it was written at.
///
/// Quoting, escaping and folding change only blanks, quotes and backslashes: the visible code
/// points of a text stand in the file in the same number and order, so counting these leads back.
record ScalarPlaces(int[] file, int start, Position at, char style) {
  static final char PLAIN = ' ';

  /// @param offset in code points of the scalar's text
  Position of(String text, int offset) {
    int visible = 0;
    int[] codePoints = text.codePoints().limit(offset).toArray();
    for (int c : codePoints) {
      visible += isBlank(c) ? 0 : 1;
    }
    return seek(visible);
  }

  private Position seek(int visible) {
    int index = start;
    int line = at.line();
    int column = at.column();
    boolean header = style == '|' || style == '>';
    if (style == '"' || style == '\'') {
      index++;
      column++;
    }
    for (int left = visible; index < file.length; ) {
      int c = file[index];
      boolean counts = !header && !isBlank(c);
      if (counts && left-- == 0) {
        break;
      }
      int length = counts ? lengthAt(index, c) : 1;
      index += length;
      column += length;
      if (c == '\n') {
        header = false;
        line++;
        column = 1;
      }
    }
    return new Position(line, column);
  }

  /// How many code points of the file the one visible code point at `index` takes.
  private int lengthAt(int index, int c) {
    int next = index + 1 < file.length ? file[index + 1] : 0;
    if (style == '\'' && c == '\'' && next == '\'') {
      return 2;
    }
    if (style != '"' || c != '\\') {
      return 1;
    }
    return switch (next) {
      case 'x' -> 4;
      case 'u' -> 6;
      case 'U' -> 10;
      default -> 2;
    };
  }

  private static boolean isBlank(int c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }
}
