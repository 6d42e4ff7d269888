package dev.warder.context;

/// Takes text from outside into bounds.
final class Text {
  private Text() {}

  /// At most `most` characters, control characters replaced; the same object where nothing is
  /// wrong.
  static String bounded(String text, int most) {
    int length = Math.min(text.length(), most);
    if (length < text.length()
        && length > 0
        && Character.isHighSurrogate(text.charAt(length - 1))) {
      length--;
    }
    for (int i = 0; i < length; i++) {
      if (isControl(text.charAt(i))) {
        return cleaned(text, length);
      }
    }
    return length == text.length() ? text : text.substring(0, length);
  }

  private static String cleaned(String text, int length) {
    StringBuilder clean = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      clean.append(isControl(c) ? '?' : c);
    }
    return clean.toString();
  }

  private static boolean isControl(char c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == '\u2028' || c == '\u2029';
  }
}
