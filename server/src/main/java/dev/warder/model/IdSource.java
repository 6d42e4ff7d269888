package dev.warder.model;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// Makes identifiers that sort by time: a prefix and a ULID (48 bits of milliseconds, 80 of chance,
/// in Crockford's base 32).
public final class IdSource {
  private static final char[] ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();
  private static final int LENGTH = 26;

  private final InstantSource clock;
  private final RandomGenerator random;

  /// @param random must be safe for use by several threads
  public IdSource(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  public String next(String prefix) {
    char[] id = new char[prefix.length() + LENGTH];
    prefix.getChars(0, prefix.length(), id, 0);
    int at = prefix.length();
    write(id, at, clock.millis(), 10);
    write(id, at + 10, random.nextLong(), 8);
    write(id, at + 18, random.nextLong(), 8);
    return new String(id);
  }

  /// The milliseconds that an identifier of ours was made at, or -1 where it is none.
  public static long millisOf(String id) {
    int start = id.length() - LENGTH;
    if (start < 0) {
      return -1;
    }
    long millis = 0;
    for (int i = start; i < start + 10; i++) {
      int digit = digit(id.charAt(i));
      if (digit < 0) {
        return -1;
      }
      millis = millis << 5 | digit;
    }
    return millis;
  }

  /// 64 bits that stand for a text: FNV-1a over its characters. Of identifiers of ours no two are
  /// to be expected that share them; of texts that somebody chose there may be.
  public static long hash(String text) {
    long hash = 0xCBF2_9CE4_8422_2325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100_0000_01B3L;
    }
    return hash;
  }

  private static void write(char[] into, int from, long bits, int length) {
    for (int i = length - 1; i >= 0; i--) {
      into[from + i] = ALPHABET[(int) (bits & 31)];
      bits >>>= 5;
    }
  }

  private static int digit(char c) {
    for (int i = 0; i < ALPHABET.length; i++) {
      if (ALPHABET[i] == c) {
        return i;
      }
    }
    return -1;
  }
}
