package dev.warder.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The policy that is in force until another one is.
public final class DefaultPolicy {
  private static final String NAME = "default.yaml";

  private DefaultPolicy() {}

  public static PolicySource source() {
    try (InputStream in = DefaultPolicy.class.getResourceAsStream("/policy/" + NAME)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks policy/" + NAME);
      }
      return new PolicySource(NAME, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
