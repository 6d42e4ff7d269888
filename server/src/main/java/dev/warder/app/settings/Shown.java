package dev.warder.app.settings;

/// What somebody wrote, made fit to be repeated in an error: quoted, printable and short.
final class Shown {
  private static final int LONGEST = 60;

  private Shown() {}

  static String quoted(String text) {
    StringBuilder shown = new StringBuilder("\"");
    int end = Math.min(text.length(), LONGEST);
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      shown.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '?' : c);
    }
    return shown.append(end < text.length() ? "...\"" : "\"").toString();
  }
}
