package dev.warder.react.signal;

import dev.warder.model.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The RSA keys of one provider, read anew when an unknown one is named, but not more often than
/// each minute: whoever sends us nonsense cannot make us call the provider.
final class ProviderKeys {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final Duration WAIT = Duration.ofSeconds(5);
  private static final int MOST_BYTES = 1 << 18;
  private static final int LEAST_BITS = 2048;

  private final String source;
  private final InstantSource clock;
  private Map<String, PublicKey> keys = Map.of(); // guarded by this
  private Instant read = Instant.EPOCH; // guarded by this

  ProviderKeys(String source, InstantSource clock) {
    this.source = source;
    this.clock = clock;
  }

  /// Absent where the provider has none of that name.
  ///
  /// @throws Fault.Unavailable where its keys cannot be had now
  synchronized @Nullable PublicKey find(String id) {
    PublicKey key = keys.get(id);
    if (key != null || clock.instant().isBefore(read.plus(PAUSE))) {
      return key;
    }
    try {
      keys = parse(text());
      read = clock.instant();
    } catch (IOException | JacksonException e) {
      throw new Fault.Unavailable("the provider's keys cannot be read just now", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Fault.Unavailable("the service is stopping", e);
    }
    return keys.get(id);
  }

  private String text() throws IOException, InterruptedException {
    if (!source.startsWith("https://") && !source.startsWith("http://")) {
      return Files.readString(Path.of(source));
    }
    try (HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(WAIT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build()) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(source)).timeout(WAIT).build();
      HttpResponse<InputStream> answer =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        byte[] bytes = body.readNBytes(MOST_BYTES);
        if (answer.statusCode() != 200) {
          throw new IOException("the provider answers with status " + answer.statusCode());
        }
        return new String(bytes, StandardCharsets.UTF_8);
      }
    }
  }

  private static Map<String, PublicKey> parse(String text) throws IOException {
    Map<String, PublicKey> found = new HashMap<>();
    for (JsonNode key : JSON.readTree(text).path("keys")) {
      boolean forSigning = key.path("use").asString("sig").equals("sig");
      if (forSigning && key.path("kty").asString("").equals("RSA")) {
        found.put(key.path("kid").asString(""), rsa(key));
      }
    }
    return Map.copyOf(found);
  }

  private static PublicKey rsa(JsonNode key) throws IOException {
    try {
      PublicKey made =
          KeyFactory.getInstance("RSA")
              .generatePublic(new RSAPublicKeySpec(number(key, "n"), number(key, "e")));
      if (made instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= LEAST_BITS) {
        return made;
      }
      throw new IOException("an RSA key of the provider is too short");
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException("a key of the provider is none", e);
    }
  }

  private static BigInteger number(JsonNode key, String name) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(key.path(name).asString("")));
  }
}
