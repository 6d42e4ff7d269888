package dev.warder.leak;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.warder.model.Fault;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// A signed webhook as standardwebhooks.com has it: HMAC-SHA-256 over `id.timestamp.body`.
///
/// Five minutes of clock difference are allowed; within them no message is taken twice.
public final class WebhookProof implements Proof {
  private static final String ID = "webhook-id";
  private static final String TIMESTAMP = "webhook-timestamp";
  private static final String SIGNATURE = "webhook-signature";
  private static final String PREFIX = "whsec_";
  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final int LONGEST = 1000;
  private static final int SHORTEST_SECRET = 24;
  private static final int REMEMBERED = 10_000;

  private final byte[] secret;
  private final InstantSource clock;
  private final Cache<String, Boolean> taken =
      Caffeine.newBuilder()
          .maximumSize(REMEMBERED)
          .expireAfterWrite(WINDOW.multipliedBy(2))
          .build();

  /// @param secret `whsec_` and base64, or any text: 24 bytes at least
  /// @throws Fault.Invalid where it is shorter
  public WebhookProof(String secret, InstantSource clock) {
    this.secret = bytes(secret.strip());
    this.clock = clock;
  }

  private static byte[] bytes(String text) {
    byte[] bytes;
    try {
      bytes =
          text.startsWith(PREFIX)
              ? Base64.getDecoder().decode(text.substring(PREFIX.length()))
              : text.getBytes(StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new Fault.Invalid("a webhook's secret that begins with whsec_ goes on in base64", e);
    }
    if (bytes.length < SHORTEST_SECRET) {
      throw new Fault.Invalid("a webhook's secret has 24 bytes at least");
    }
    return bytes;
  }

  @Override
  public String sender() {
    return "leak-webhook";
  }

  @Override
  public void require(Function<String, @Nullable String> header, byte[] body) {
    String id = header.apply(ID);
    String timestamp = header.apply(TIMESTAMP);
    String signatures = header.apply(SIGNATURE);
    if (id == null || timestamp == null || signatures == null || tooLong(id, signatures)) {
      throw refused();
    }
    byte[] expected = signature(id + "." + timestamp + ".", body);
    if (!holds(signatures, expected) || !isTimely(timestamp)) {
      throw refused();
    }
    if (taken.getIfPresent(id) != null) {
      throw new Fault.Conflict("this message was taken already");
    }
  }

  @Override
  public void done(Function<String, @Nullable String> header) {
    String id = header.apply(ID);
    if (id != null) {
      taken.put(id, true);
    }
  }

  private static boolean tooLong(String id, String signatures) {
    return id.length() > LONGEST || signatures.length() > LONGEST;
  }

  private byte[] signature(String start, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      mac.update(start.getBytes(StandardCharsets.UTF_8));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  /// Several may be there while the secret is changed.
  private static boolean holds(String signatures, byte[] expected) {
    byte[] wanted =
        ("v1," + Base64.getEncoder().encodeToString(expected)).getBytes(StandardCharsets.UTF_8);
    boolean found = false;
    for (String each : signatures.split(" ")) {
      found |= MessageDigest.isEqual(wanted, each.getBytes(StandardCharsets.UTF_8));
    }
    return found;
  }

  private boolean isTimely(String timestamp) {
    if (!timestamp.matches("\\d{1,12}")) {
      return false;
    }
    Instant sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
    return Duration.between(sent, clock.instant()).abs().compareTo(WINDOW) <= 0;
  }

  private static Fault.Unauthenticated refused() {
    return new Fault.Unauthenticated("the report has no good signature");
  }
}
