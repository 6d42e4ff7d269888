package dev.warder.notify.forward;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// Sends a body by HTTP POST and wants a 2xx for it. Follows no redirection, reads little of the
/// answer, and waits a bounded time.
public final class Poster implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final int MOST_ANSWER = 65_536;

  /// That the receiver was reached and answered otherwise than with 2xx.
  public static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;

    Refused(int status) {
      super("the receiver answers with status " + status);
      this.status = status;
    }

    public int status() {
      return status;
    }
  }

  private final HttpClient client;
  private final @Nullable SecretSource authorization;

  public Poster(Target.Tls tls, @Nullable SecretSource authorization) throws IOException {
    this.authorization = authorization;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER);
    @Nullable SSLContext context = Trust.context(tls);
    if (context != null) {
      builder.sslContext(context);
    }
    this.client = builder.build();
  }

  /// @return the beginning of the answer
  /// @throws Refused where the answer is no 2xx
  /// @throws IOException where there is none; its message holds no secret
  public byte[] post(HttpRequest.Builder request, byte[] body)
      throws IOException, InterruptedException {
    if (authorization != null) {
      request.header("Authorization", authorization.read().reveal());
    }
    HttpRequest whole =
        request.timeout(ANSWER).POST(HttpRequest.BodyPublishers.ofByteArray(body)).build();
    HttpResponse<InputStream> response;
    try {
      response = client.send(whole, HttpResponse.BodyHandlers.ofInputStream());
    } catch (ConnectException e) {
      throw new IOException("the receiver cannot be connected to", e); // Java says nothing
    }
    try (InputStream answer = response.body()) {
      byte[] beginning = answer.readNBytes(MOST_ANSWER);
      if (response.statusCode() / 100 != 2) {
        throw new Refused(response.statusCode());
      }
      return beginning;
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
