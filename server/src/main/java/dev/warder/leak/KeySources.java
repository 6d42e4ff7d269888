package dev.warder.leak;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Where published keys are read from.
public final class KeySources {
  private static final int LARGEST = 64 * 1024;
  private static final int SECONDS = 10;

  private KeySources() {}

  public static KeySet.Source file(Path file) {
    return () -> {
      try (InputStream in = Files.newInputStream(file)) {
        byte[] bytes = in.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
          throw new IOException(file + " is larger than a set of keys may be");
        }
        return bytes;
      }
    };
  }

  /// Follows no redirect, and takes ten seconds and 64 KiB at most.
  public static KeySet.Source url(URI url) {
    return () -> fetch(url);
  }

  private static byte[] fetch(URI url) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(Duration.ofSeconds(SECONDS))
            .header("Accept", "application/json")
            .header("User-Agent", "warder")
            .build();
    try (HttpClient client =
        HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(SECONDS / 2)).build()) {
      CompletableFuture<HttpResponse<byte[]>> answer =
          client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST));
      try {
        HttpResponse<byte[]> response = answer.get(SECONDS, TimeUnit.SECONDS);
        if (response.statusCode() != 200) {
          throw new IOException(url + " answers " + response.statusCode());
        }
        return response.body();
      } finally {
        client.shutdownNow();
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException(url + " cannot be read", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
