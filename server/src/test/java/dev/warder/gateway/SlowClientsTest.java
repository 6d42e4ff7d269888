package dev.warder.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import dev.warder.Plan;
import dev.warder.http.Endpoint;
import dev.warder.http.Handler;
import dev.warder.http.Listening;
import dev.warder.http.Routes;
import dev.warder.http.StreamServer;
import dev.warder.http.WebServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who sends by the byte must not keep a connection for ever: ten thousand of them would shut
/// everybody else out.
class SlowClientsTest {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final int PACE_MILLIS = 20;
  private static final int MOST_BYTES = 250;
  private static final String GET = "GET /here HTTP/1.1\r\nHost: localhost\r\n";

  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
  private static final String SETTINGS = "\0\0\0\u0004\0\0\0\0\0";

  @TempDir Path folder;

  @Test
  void whoSendsHeadersByTheByteIsClosed() throws IOException {
    try (WebServer server = server(null, SHORT)) {
      assertThat(isClosedWhileSending(server.port(), GET + "X-Long: ")).isTrue();
    }
  }

  @Test
  void whoSendsAnotherRequestByTheByteIsClosed() throws IOException {
    try (WebServer server = server(null, SHORT)) {
      assertThat(isClosedWhileSending(server.port(), GET + "\r\n" + GET + "X-Long: ")).isTrue();
    }
  }

  @Test
  void whoBeginsHttp2ByTheByteIsClosed() throws IOException {
    try (WebServer server = server(null, SHORT)) {
      String frameOfUnknownKind = "\0\u0010\0\u000f\0\0\0\0\0";
      assertThat(isClosedWhileSending(server.port(), PREFACE + SETTINGS + frameOfUnknownKind))
          .isTrue();
    }
  }

  @Test
  void whoBeginsAHandshakeByTheByteIsClosed() throws Exception {
    Certificates made = Certificates.make(folder);
    Listening.Tls tls = new Listening.Tls(made.file("server.pem"), made.file("server.key"), null);
    try (WebServer server = server(tls, SHORT)) {
      assertThat(isClosedWhileSending(server.port(), "\u0016\u0003\u0001\u0002\0\u0001")).isTrue();
    }
  }

  @Test
  void whoAsksTheProxyByTheByteIsClosed() throws IOException {
    try (StreamServer server =
        StreamServer.start(listening(null, SHORT), (context, request) -> HttpResponse.of(200))) {
      assertThat(isClosedWhileSending(server.port(), GET + "X-Long: ")).isTrue();
    }
  }

  @Test
  void requestInPiecesIsAnsweredInTime() throws IOException {
    try (WebServer server = server(null, Duration.ofSeconds(20));
        Socket socket = socket(server.port())) {
      for (byte b : (GET + "\r\n").getBytes(StandardCharsets.US_ASCII)) {
        socket.getOutputStream().write(b);
      }
      assertThat(answer(socket)).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void bodyMayTakeLongerThanHeaders() throws IOException {
    try (WebServer server = server(null, SHORT);
        Socket socket = socket(server.port())) {
      int bytes = 3 * (int) SHORT.toMillis() / PACE_MILLIS;
      String head = "POST /body HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + bytes;
      socket.getOutputStream().write((head + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      socket.setSoTimeout(PACE_MILLIS);
      for (int i = 0; i < bytes; i++) {
        assertThat(isClosed(socket)).isFalse();
        socket.getOutputStream().write('x');
      }
      assertThat(answer(socket)).startsWith("HTTP/1.1 200");
    }
  }

  private static WebServer server(Listening.@Nullable Tls tls, Duration head) {
    Handler.Immediate here = call -> CompletableFuture.completedFuture(ok());
    Handler.Blocking body = call -> ok();
    return WebServer.start(
        listening(tls, head),
        new Routes(
            List.of(new Endpoint("GET", "/here", here), new Endpoint("POST", "/body", body))));
  }

  private static HttpResponse ok() {
    return HttpResponse.of(HttpStatus.OK, MediaType.PLAIN_TEXT, "ok");
  }

  private static Listening listening(Listening.@Nullable Tls tls, Duration head) {
    Listening.Limits limits = Plan.DEFAULT.listening().limits();
    return new Listening(
        "127.0.0.1",
        0,
        tls,
        null,
        limits.with(limits.connections(), head, limits.request(), Duration.ofMinutes(5)));
  }

  private static Socket socket(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    return socket;
  }

  /// Sends a beginning, and then a byte as often as the server has said nothing for a while.
  private static boolean isClosedWhileSending(int port, String beginning) throws IOException {
    try (Socket socket = socket(port)) {
      socket.getOutputStream().write(beginning.getBytes(StandardCharsets.ISO_8859_1));
      socket.setSoTimeout(PACE_MILLIS);
      for (int sent = 0; sent < MOST_BYTES; sent++) {
        if (isClosed(socket)) {
          return true;
        }
        socket.getOutputStream().write('a');
      }
      return false;
    } catch (SocketException e) {
      return true; // reset
    }
  }

  private static boolean isClosed(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read(new byte[4_096]) < 0;
    } catch (SocketTimeoutException e) {
      return false;
    }
  }

  private static String answer(Socket socket) throws IOException {
    socket.setSoTimeout(20_000);
    InputStream in = socket.getInputStream();
    byte[] bytes = new byte[4_096];
    int length = in.read(bytes);
    return new String(bytes, 0, Math.max(0, length), StandardCharsets.US_ASCII);
  }
}
