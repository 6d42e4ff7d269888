package dev.warder.context;

import org.jspecify.annotations.Nullable;

/// Reads plain decimal numbers: no exponents, no `NaN`, no hexadecimal.
final class Decimals {
  private static final int LONGEST = 24;

  private Decimals() {}

  static @Nullable Double parse(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      return null;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && c != '.' && !(i == 0 && c == '-')) {
        return null;
      }
    }
    try {
      return Double.valueOf(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
