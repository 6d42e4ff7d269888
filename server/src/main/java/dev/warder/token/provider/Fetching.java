package dev.warder.token.provider;

import dev.warder.token.jose.Malformed;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Asks providers over HTTP: never longer than some seconds, never for more than fits, and never
/// following anybody elsewhere.
final class Fetching implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration ANSWER = Duration.ofSeconds(5);

  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("warder-provider-", 0).factory());
  private final ReentrantLock making = new ReentrantLock();
  private @Nullable HttpClient http; // guarded by making; where there is no provider, none is made

  /// It answered, and not with what was asked for.
  static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;
    private final int status;

    Refused(int status) {
      super("answered " + status);
      this.status = status;
    }

    int status() {
      return status;
    }
  }

  /// Something that is fetched and read.
  interface Work<T> {
    T run() throws IOException, InterruptedException, Malformed;
  }

  /// Runs on a thread of its own. Whatever goes wrong completes it exceptionally.
  <T> CompletableFuture<T> later(Work<T> work) {
    return CompletableFuture.supplyAsync(
            () -> {
              try {
                return work.run();
              } catch (IOException | Malformed e) {
                throw new CompletionException(e);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CompletionException(e);
              }
            },
            threads)
        .orTimeout(2 * ANSWER.toMillis(), TimeUnit.MILLISECONDS);
  }

  byte[] get(URI url, int most) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(url).GET(), most);
  }

  byte[] send(HttpRequest.Builder request, int most) throws IOException, InterruptedException {
    HttpRequest whole = request.timeout(ANSWER).header("Accept", "application/json").build();
    HttpResponse<InputStream> answer =
        http().send(whole, HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = answer.body()) {
      if (answer.statusCode() != 200) {
        throw new Refused(answer.statusCode());
      }
      byte[] bytes = body.readNBytes(most + 1);
      if (bytes.length > most) {
        throw new IOException("answered with more than " + most + " bytes");
      }
      return bytes;
    }
  }

  private HttpClient http() {
    making.lock();
    try {
      if (http == null) {
        http =
            HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(threads)
                .build();
      }
      return http;
    } finally {
      making.unlock();
    }
  }

  @Override
  public void close() {
    making.lock();
    try {
      if (http != null) {
        http.shutdownNow();
      }
    } finally {
      making.unlock();
    }
    threads.shutdownNow();
  }
}
