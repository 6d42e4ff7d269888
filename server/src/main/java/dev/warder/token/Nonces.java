package dev.warder.token;

import dev.warder.token.jose.Base64Url;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The nonces that proofs may be asked to hold (RFC 9449 section 8): one for each few minutes, made
/// of the time and a key of this process, so that none has to be remembered.
public final class Nonces {
  private static final long WINDOW_SECONDS = Duration.ofMinutes(2).toSeconds();
  private static final int BYTES = 16;

  private final Pepper key;
  private volatile Made made = new Made(Long.MIN_VALUE, "");

  private record Made(long window, String nonce) {}

  public Nonces(SecureRandom random) {
    byte[] bytes = new byte[Pepper.BYTES];
    random.nextBytes(bytes);
    key = new Pepper("nonce", bytes);
  }

  /// What to offer now. The same for everybody: it tells nothing but the time.
  public String current(Instant now) {
    long window = window(now);
    Made known = made;
    if (known.window() != window) {
      known = new Made(window, make(window));
      made = known;
    }
    return known.nonce();
  }

  /// Whether it was offered in this window or the one before.
  boolean accepts(@Nullable String nonce, Instant now) {
    return nonce != null && (nonce.equals(current(now)) || nonce.equals(make(window(now) - 1)));
  }

  private String make(long window) {
    byte[] mac = key.hmac(ByteBuffer.allocate(Long.BYTES).putLong(window).array());
    return Base64Url.encode(Arrays.copyOf(mac, BYTES));
  }

  private static long window(Instant now) {
    return Math.floorDiv(now.getEpochSecond(), WINDOW_SECONDS);
  }
}
