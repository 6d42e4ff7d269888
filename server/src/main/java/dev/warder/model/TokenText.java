package dev.warder.model;

/// How the text of a token looks, for whoever has to know one when they see it: the room that makes
/// them, and the journal, which must hold none.
public final class TokenText {
  public static final String PREFIX = "wrd_";
  public static final int LENGTH = 42;

  /// How many characters the checksum covers: all before it.
  public static final int CHECKED = 36;

  public static final int BASE = 62;

  private static final String REDACTED = PREFIX + "[redacted]";
  private static final int[] CRC = crcTable();

  private TokenText() {}

  /// Whether `text` is a token that somebody could have been given. Allocates nothing.
  public static boolean isWellFormed(String text) {
    return text.length() == LENGTH && startsAt(text, 0);
  }

  /// `text` itself where no token stands in it, else with `wrd_[redacted]` in place of each.
  public static String redacted(String text) {
    int at = text.length() < LENGTH ? -1 : text.indexOf(PREFIX);
    if (at < 0) {
      return text;
    }
    StringBuilder clean = new StringBuilder(text.length());
    int kept = 0;
    while (at >= 0) {
      int next = at + 1;
      if (startsAt(text, at)) {
        clean.append(text, kept, at).append(REDACTED);
        kept = at + LENGTH;
        next = kept;
      }
      at = text.indexOf(PREFIX, next);
    }
    return kept == 0 ? text : clean.append(text, kept, text.length()).toString();
  }

  private static boolean startsAt(String text, int start) {
    if (text.length() - start < LENGTH || !text.startsWith(PREFIX, start)) {
      return false;
    }
    for (int i = start + PREFIX.length(); i < start + CHECKED; i++) {
      if (digit(text.charAt(i)) < 0) {
        return false;
      }
    }
    long checksum = 0;
    for (int i = start + CHECKED; i < start + LENGTH; i++) {
      int digit = digit(text.charAt(i));
      if (digit < 0) {
        return false;
      }
      checksum = checksum * BASE + digit;
    }
    return checksum == crc(text, start);
  }

  /// CRC-32 (ISO-HDLC, as in zip) of the first 36 characters, which must be ASCII.
  public static long checksum(CharSequence text) {
    return crc(text, 0);
  }

  private static long crc(CharSequence text, int start) {
    int crc = -1;
    for (int i = start; i < start + CHECKED; i++) {
      crc = CRC[(crc ^ text.charAt(i)) & 0xFF] ^ crc >>> 8;
    }
    return ~crc & 0xFFFF_FFFFL;
  }

  private static int digit(char c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    if (c >= 'A' && c <= 'Z') {
      return c - 'A' + 10;
    }
    return c >= 'a' && c <= 'z' ? c - 'a' + 36 : -1;
  }

  private static int[] crcTable() {
    int[] table = new int[256];
    for (int i = 0; i < table.length; i++) {
      int crc = i;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ 0xEDB8_8320;
      }
      table[i] = crc;
    }
    return table;
  }
}
