package dev.warder.token;

import dev.warder.model.Secret;
import java.util.random.RandomGenerator;

/// How a token looks: `wrd_`, 32 characters of chance and 6 of checksum, all base 62.
///
/// The checksum is CRC-32 over the 36 characters before it, as GitHub's tokens have it: a scanner
/// of leaked secrets can tell a real one without asking, and a mistyped one costs no look-up. It
/// protects from accident only; the 190 bits of chance protect from guessing.
public final class TokenFormat {
  public static final String PREFIX = "wrd_";
  public static final int LENGTH = 42;

  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int BASE = 62;
  private static final int CHECKED = 36;
  private static final int[] CRC = crcTable();

  private TokenFormat() {}

  /// A new secret.
  ///
  /// @param random a `SecureRandom`, but for tests
  public static Secret generate(RandomGenerator random) {
    StringBuilder text = new StringBuilder(LENGTH).append(PREFIX);
    byte[] chance = new byte[CHECKED];
    while (text.length() < CHECKED) {
      random.nextBytes(chance);
      for (int i = 0; i < chance.length && text.length() < CHECKED; i++) {
        int digit = chance[i] & 63;
        if (digit < BASE) { // drawing again, rather than a remainder, keeps the draw uniform
          text.append(ALPHABET.charAt(digit));
        }
      }
    }
    return new Secret(withChecksum(text));
  }

  /// Whether `text` is a token that somebody could have been given. Allocates nothing.
  public static boolean isWellFormed(String text) {
    if (text.length() != LENGTH || !text.startsWith(PREFIX)) {
      return false;
    }
    for (int i = PREFIX.length(); i < CHECKED; i++) {
      if (digit(text.charAt(i)) < 0) {
        return false;
      }
    }
    long checksum = 0;
    for (int i = CHECKED; i < LENGTH; i++) {
      int digit = digit(text.charAt(i));
      if (digit < 0) {
        return false;
      }
      checksum = checksum * BASE + digit;
    }
    return checksum == crc(text);
  }

  private static String withChecksum(StringBuilder text) {
    long rest = crc(text);
    text.setLength(LENGTH);
    for (int i = LENGTH - 1; i >= CHECKED; i--) {
      text.setCharAt(i, ALPHABET.charAt((int) (rest % BASE)));
      rest /= BASE;
    }
    return text.toString();
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

  /// CRC-32 (ISO-HDLC, as in zip) of the first 36 characters, which must be ASCII.
  private static long crc(CharSequence text) {
    int crc = -1;
    for (int i = 0; i < CHECKED; i++) {
      crc = CRC[(crc ^ text.charAt(i)) & 0xFF] ^ crc >>> 8;
    }
    return ~crc & 0xFFFF_FFFFL;
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
