package dev.warder.audit;

import java.util.Arrays;

/// The part of a JSON text that needs no escape: most of them need none at all.
final class PlainText {
  /// Which ASCII characters do not stand for themselves.
  private static final byte[] SPECIAL = new byte[128];

  static {
    Arrays.fill(SPECIAL, 0, 0x20, (byte) 1);
    SPECIAL['"'] = 1;
    SPECIAL['\\'] = 1;
    SPECIAL[0x7F] = 1;
  }

  private PlainText() {}

  /// Writes the characters that stand for themselves, from the first one on; four are looked at
  /// together.
  ///
  /// @return how many these are
  static int write(String text, byte[] into, int at) {
    int size = text.length();
    int i = 0;
    for (; i < size - 3; i += 4) {
      char a = text.charAt(i);
      char b = text.charAt(i + 1);
      char c = text.charAt(i + 2);
      char d = text.charAt(i + 3);
      int special = SPECIAL[a & 0x7F] | SPECIAL[b & 0x7F] | SPECIAL[c & 0x7F] | SPECIAL[d & 0x7F];
      if ((special | (a | b | c | d) >>> 7) != 0) {
        break;
      }
      into[at + i] = (byte) a;
      into[at + i + 1] = (byte) b;
      into[at + i + 2] = (byte) c;
      into[at + i + 3] = (byte) d;
    }
    for (; i < size; i++) {
      char c = text.charAt(i);
      if (c >= 0x80 || SPECIAL[c] != 0) {
        break;
      }
      into[at + i] = (byte) c;
    }
    return i;
  }
}
