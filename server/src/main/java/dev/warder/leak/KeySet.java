package dev.warder.leak;

import dev.warder.http.JsonObject;
import dev.warder.model.Fault;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Public keys by their identifier, as GitHub publishes them, kept for an hour.
///
/// An unknown identifier makes it look again, but once a minute at most: strangers must not make us
/// ask GitHub. Where the keys cannot be had, those that were there count for a day.
public final class KeySet {
  private static final Logger LOG = LoggerFactory.getLogger(KeySet.class);
  private static final Duration FRESH = Duration.ofHours(1);
  private static final Duration USABLE = Duration.ofDays(1);
  private static final Duration BETWEEN_TRIES = Duration.ofMinutes(1);
  private static final int MOST = 64;
  private static final String CURVE =
      "secp256r1 [NIST P-256,X9.62 prime256v1] (1.2.840.10045.3.1.7)";

  /// Where the keys are published: JSON in GitHub's form.
  public interface Source {
    /// Blocks; bounded in size and time.
    byte[] load() throws IOException;
  }

  private record Loaded(Map<String, PublicKey> keys, Instant at) {}

  private final Source source;
  private final InstantSource clock;
  private @Nullable Loaded loaded;
  private Instant triedAt = Instant.MIN;

  public KeySet(Source source, InstantSource clock) {
    this.source = source;
    this.clock = clock;
  }

  /// @throws Fault.Unavailable where no usable keys can be had
  synchronized Optional<PublicKey> find(String id) {
    Instant now = clock.instant();
    Loaded known = loaded;
    if (known != null && now.isBefore(known.at.plus(FRESH))) {
      PublicKey key = known.keys.get(id);
      if (key != null) {
        return Optional.of(key);
      }
    }
    if (!now.isBefore(triedAt.plus(BETWEEN_TRIES))) {
      triedAt = now;
      known = load(known, now);
    }
    if (known == null || !now.isBefore(known.at.plus(USABLE))) {
      throw new Fault.Unavailable(
          "the keys of the sender cannot be had: send it again later", null);
    }
    return Optional.ofNullable(known.keys.get(id));
  }

  private @Nullable Loaded load(@Nullable Loaded before, Instant now) {
    try {
      loaded = new Loaded(parse(source.load()), now);
      return loaded;
    } catch (IOException | Fault e) {
      LOG.warn("the keys that leak reports are signed with cannot be had: {}", e.toString());
      return before;
    }
  }

  /// @throws Fault.Invalid where it is not a set of P-256 keys
  static Map<String, PublicKey> parse(byte[] json) {
    List<JsonObject> listed = JsonObject.of(json).objects("public_keys");
    if (listed.isEmpty() || listed.size() > MOST) {
      throw new Fault.Invalid("public_keys must name 1 to " + MOST + " keys");
    }
    Map<String, PublicKey> keys = new HashMap<>();
    for (JsonObject each : listed) {
      keys.put(each.text("key_identifier"), key(each.text("key")));
    }
    return Map.copyOf(keys);
  }

  private static PublicKey key(String pem) {
    String base64 = pem.replaceAll("-----(BEGIN|END) PUBLIC KEY-----", "").replaceAll("\\s", "");
    try {
      byte[] der = Base64.getDecoder().decode(base64);
      PublicKey key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der));
      if (key instanceof ECPublicKey ec && ec.getParams().toString().equals(CURVE)) {
        return key;
      }
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new Fault.Invalid("a key is not a public key in PEM", e);
    }
    throw new Fault.Invalid("a key is not on the curve P-256");
  }
}
