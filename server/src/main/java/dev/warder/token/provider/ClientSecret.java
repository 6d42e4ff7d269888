package dev.warder.token.provider;

import dev.warder.model.Secret;
import dev.warder.model.StartupFailure;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/// How we prove ourselves to a provider (RFC 6749 section 2.3.1).
final class ClientSecret {
  private ClientSecret() {}

  /// The whole of an `Authorization` header.
  ///
  /// @throws StartupFailure where the file cannot be read
  static Secret authorization(String clientId, Path secretFile) {
    try {
      String secret = Files.readString(secretFile).strip();
      byte[] bytes = (encoded(clientId) + ":" + encoded(secret)).getBytes(StandardCharsets.UTF_8);
      return new Secret("Basic " + Base64.getEncoder().encodeToString(bytes));
    } catch (IOException e) {
      throw new StartupFailure(
          "the secret of " + clientId + " cannot be read from " + secretFile,
          "Check its path and mode.",
          e);
    }
  }

  /// As a part of a form.
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
