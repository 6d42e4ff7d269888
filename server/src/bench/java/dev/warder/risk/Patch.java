package dev.warder.risk;

import java.util.Locale;

/// Puts figures into a model file's text and leaves its comments as they are.
final class Patch {
  private String text;

  Patch(String text) {
    this.text = text;
  }

  /// @param section empty for a key at the top
  Patch set(String section, String key, String value) {
    int from = section.isEmpty() ? 0 : text.indexOf("\n  \"" + section + "\":");
    String name = section.isEmpty() ? "\n  \"" + key + "\":" : "\"" + key + "\":";
    int at = text.indexOf(name, from);
    if (from < 0 || at < 0) {
      throw new IllegalArgumentException("no " + section + "." + key);
    }
    int begin = at + name.length() + 1;
    int end = begin;
    int depth = 0;
    while (depth > 0 || ",}\n".indexOf(text.charAt(end)) < 0) {
      depth +=
          "[{".indexOf(text.charAt(end)) >= 0 ? 1 : "]}".indexOf(text.charAt(end)) >= 0 ? -1 : 0;
      end++;
    }
    text = text.substring(0, begin) + value + text.substring(end);
    return this;
  }

  static String number(double value, int digits) {
    String text = String.format(Locale.ROOT, "%." + digits + "f", value);
    return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
  }

  static String row(double[] row, int digits) {
    StringBuilder text = new StringBuilder("[");
    for (double value : row) {
      text.append(text.length() > 1 ? ", " : "").append(number(value, digits));
    }
    return text.append("]").toString();
  }

  static String table(double[][] rows, int digits) {
    StringBuilder text = new StringBuilder("[");
    for (double[] row : rows) {
      text.append(text.length() > 1 ? ",\n      " : "\n      ").append(row(row, digits));
    }
    return text.append("]").toString();
  }

  String text() {
    return text;
  }
}
