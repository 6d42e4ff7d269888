package dev.warder.leak;

import dev.warder.model.Fault;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// GitHub's secret-scanning partner protocol: ECDSA on P-256 with SHA-256 over the raw body, by one
/// of the keys that GitHub publishes.
public final class GithubProof implements Proof {
  private static final String KEY = "github-public-key-identifier";
  private static final String SIGNATURE = "github-public-key-signature";
  private static final int LONGEST = 200;

  private final KeySet keys;

  public GithubProof(KeySet keys) {
    this.keys = keys;
  }

  @Override
  public String sender() {
    return "github-secret-scanning";
  }

  @Override
  public void require(Function<String, @Nullable String> header, byte[] body) {
    String id = header.apply(KEY);
    String signature = header.apply(SIGNATURE);
    if (id == null || signature == null || id.length() > LONGEST || signature.length() > LONGEST) {
      throw refused();
    }
    byte[] bytes = decoded(signature);
    PublicKey key = keys.find(id).orElseThrow(GithubProof::refused);
    if (!isGood(key, bytes, body)) {
      throw refused();
    }
  }

  /// Taking a report again does nothing more.
  @Override
  public void done(Function<String, @Nullable String> header) {}

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException malformed) {
      throw refused();
    }
  }

  private static boolean isGood(PublicKey key, byte[] signature, byte[] body) {
    try {
      Signature verifier = Signature.getInstance("SHA256withECDSA");
      verifier.initVerify(key);
      verifier.update(body);
      return verifier.verify(signature);
    } catch (GeneralSecurityException malformed) {
      return false;
    }
  }

  private static Fault.Unauthenticated refused() {
    return new Fault.Unauthenticated("the report has no good signature");
  }
}
