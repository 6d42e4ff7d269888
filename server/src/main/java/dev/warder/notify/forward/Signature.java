package dev.warder.notify.forward;

import dev.warder.model.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What proves to a receiver that a body is ours: `X-Warder-Signature: t=SECONDS,v1=HEX`.
///
/// It is HMAC-SHA-256 over the seconds since 1970, a dot, and the body. A receiver that refuses
/// times too long ago cannot be replayed to.
public final class Signature {
  public static final String HEADER = "X-Warder-Signature";

  private static final String ALGORITHM = "HmacSHA256";

  private Signature() {}

  /// @throws IOException where the secret cannot be used
  public static String of(Secret secret, byte[] body, Instant now) throws IOException {
    long seconds = now.getEpochSecond();
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM));
      mac.update((seconds + ".").getBytes(StandardCharsets.UTF_8));
      return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IOException("the body cannot be signed", e);
    }
  }
}
