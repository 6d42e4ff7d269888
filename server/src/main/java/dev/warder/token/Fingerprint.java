package dev.warder.token;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// A SHA-256 over a sequence of values, each behind its length, so that no two sequences meet.
final class Fingerprint {
  private static final int ABSENT = -1;
  private final MessageDigest digest;

  private Fingerprint() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  static Fingerprint of(String purpose) {
    return new Fingerprint().add(purpose);
  }

  Fingerprint add(@Nullable Object value) {
    if (value == null) {
      number(ABSENT);
      return this;
    }
    byte[] bytes = value.toString().getBytes(StandardCharsets.UTF_8);
    number(bytes.length);
    digest.update(bytes);
    return this;
  }

  Fingerprint addAll(Collection<?> values) {
    number(values.size());
    values.forEach(this::add);
    return this;
  }

  String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  private void number(int value) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(value).flip());
  }
}
