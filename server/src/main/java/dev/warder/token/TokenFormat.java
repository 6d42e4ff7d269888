package dev.warder.token;

import dev.warder.model.Secret;
import dev.warder.model.TokenText;
import java.util.random.RandomGenerator;

/// How a token looks: `wrd_`, 32 characters of chance and 6 of checksum, all base 62.
///
/// The checksum is CRC-32 over the 36 characters before it, as GitHub's tokens have it: a scanner
/// of leaked secrets can tell a real one without asking, and a mistyped one costs no look-up. It
/// protects from accident only; the 190 bits of chance protect from guessing.
public final class TokenFormat {
  public static final String PREFIX = TokenText.PREFIX;
  public static final int LENGTH = TokenText.LENGTH;

  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int BASE = TokenText.BASE;
  private static final int CHECKED = TokenText.CHECKED;

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
    return TokenText.isWellFormed(text);
  }

  private static String withChecksum(StringBuilder text) {
    long rest = TokenText.checksum(text);
    text.setLength(LENGTH);
    for (int i = LENGTH - 1; i >= CHECKED; i--) {
      text.setCharAt(i, ALPHABET.charAt((int) (rest % BASE)));
      rest /= BASE;
    }
    return text.toString();
  }
}
