package dev.warder.audit;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.io.NumberInput;

/// Goes over the JSON of records byte by byte without building a tree.
///
/// It understands the compact form that we write. Anything else is an `IllegalArgumentException`,
/// and the caller reads the line with care instead.
final class Scan {
  private static final long QUOTES = Eights.of('"');
  private static final long ESCAPES = Eights.of('\\');
  private static final long LISTS = Eights.of(']');
  private static final long LINES = Eights.of('\n');

  private byte[] bytes = {};
  private int at;
  private int end;

  void over(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  byte[] bytes() {
    return bytes;
  }

  int at() {
    return at;
  }

  void jump(int to) {
    at = to;
  }

  private static IllegalArgumentException odd() {
    return new IllegalArgumentException("not written by us");
  }

  private byte here() {
    if (at >= end) {
      throw odd();
    }
    return bytes[at];
  }

  /// Goes past one byte that must be there.
  void take(char expected) {
    if (here() != expected) {
      throw odd();
    }
    at++;
  }

  /// Goes past one byte where it is there.
  boolean skip(char expected) {
    if (here() == expected) {
      at++;
      return true;
    }
    return false;
  }

  boolean isAt(char expected) {
    return here() == expected;
  }

  /// Goes past `"name":` where it is there.
  boolean skipName(byte[] quoted) {
    int stop = at + quoted.length;
    if (stop > end || !matches(quoted)) {
      return false;
    }
    at = stop;
    return true;
  }

  private boolean matches(byte[] quoted) {
    for (int i = 0; i < quoted.length; i++) {
      if (bytes[at + i] != quoted[i]) {
        return false;
      }
    }
    return true;
  }

  static byte[] name(String name) {
    return ("\"" + name + "\":").getBytes(StandardCharsets.US_ASCII);
  }

  /// Goes past any name and its colon.
  void skipAnyName() {
    skipText();
    take(':');
  }

  /// Goes past a text; whether it holds no escape.
  boolean skipText() {
    take('"');
    boolean plain = true;
    while (true) {
      at = Eights.find(bytes, at, end, QUOTES, ESCAPES);
      if (at >= end) {
        throw odd();
      }
      if (bytes[at++] == '"') {
        return plain;
      }
      plain = false;
      at++;
    }
  }

  /// Goes past a list behind which one of two members stands. They may not be names within it: in a
  /// text neither can stand, for its quotes are escaped there.
  void skipListBefore(byte[] name, byte[] other) {
    take('[');
    int i = at;
    while (true) {
      i = Eights.find(bytes, i, end, LISTS, LINES);
      if (i + 2 >= end || bytes[i] == '\n') {
        throw odd();
      }
      i++;
      if (bytes[i] == ',') {
        at = i + 1;
        if (startsWith(name) || startsWith(other)) {
          at = i;
          return;
        }
      }
    }
  }

  private boolean startsWith(byte[] quoted) {
    return at + quoted.length <= end && matches(quoted);
  }

  /// Goes past any value, however deep.
  void skipValue() {
    byte first = here();
    if (first == '"') {
      skipText();
    } else if (first == '{' || first == '[') {
      skipNested();
    } else {
      skipPlain();
    }
  }

  private void skipPlain() {
    int start = at;
    while (at < end && bytes[at] != ',' && bytes[at] != '}' && bytes[at] != ']') {
      at++;
    }
    if (at == start || at == end) {
      throw odd();
    }
  }

  private void skipNested() {
    int depth = 0;
    while (true) {
      at = Eights.findStructure(bytes, at, end);
      if (at >= end) {
        throw odd();
      }
      byte b = bytes[at];
      if (b == '"') {
        skipText();
        continue;
      }
      at++;
      if (b == '{' || b == '[') {
        depth++;
      } else if ((b == '}' || b == ']') && --depth == 0) {
        return;
      }
    }
  }

  String text() {
    int start = at + 1;
    if (!skipText()) {
      throw odd();
    }
    return new String(bytes, start, at - 1 - start, StandardCharsets.UTF_8);
  }

  long whole() {
    boolean negative = skip('-');
    int start = at;
    long value = 0;
    while (here() >= '0' && here() <= '9') {
      value = value * 10 + (bytes[at++] - '0');
    }
    if (at == start || at - start > 18) {
      throw odd();
    }
    return negative ? -value : value;
  }

  double decimal() {
    if (here() == '"') {
      return Double.parseDouble(text());
    }
    int start = at;
    skipPlain();
    String digits = new String(bytes, start, at - start, StandardCharsets.US_ASCII);
    return NumberInput.parseDouble(digits, true);
  }

  boolean truth() {
    int start = at;
    skipPlain();
    if (at - start == 4 && bytes[start] == 't') {
      return true;
    }
    if (at - start == 5 && bytes[start] == 'f') {
      return false;
    }
    throw odd();
  }

  /// Past what follows a member: whether another follows, or the object ends here.
  boolean more() {
    if (skip(',')) {
      return true;
    }
    take('}');
    return false;
  }
}
