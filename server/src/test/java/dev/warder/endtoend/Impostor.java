package dev.warder.endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/// What a gateway may find in Warder's place: something that answers otherwise, late or not at all.
final class Impostor implements AutoCloseable {
  private static final int SLOW_MILLIS = 500;

  private final ServerSocket listener;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /// What is done with a connection.
  private interface Talk {
    void over(Socket socket) throws IOException;
  }

  private Impostor(Talk talk) throws IOException {
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(() -> accept(talk));
  }

  /// Reads a question and says this, whatever it was.
  static Impostor saying(String answer) throws IOException {
    return new Impostor(socket -> {
      readHead(socket.getInputStream());
      socket.getOutputStream().write(answer.getBytes(ISO_8859_1));
      socket.close();
    });
  }

  /// Takes every connection and never says a word.
  static Impostor silent() throws IOException {
    return new Impostor(socket -> {
      var _ = socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    });
  }

  /// Warder itself, half a second late.
  static Impostor slow(int warder) throws IOException {
    return new Impostor(socket -> {
      Socket real = new Socket(InetAddress.getLoopbackAddress(), warder);
      Thread.ofVirtual().start(() -> pump(socket, real));
      CompletableFuture.delayedExecutor(SLOW_MILLIS, TimeUnit.MILLISECONDS)
          .execute(() -> Thread.ofVirtual().start(() -> pump(real, socket)));
    });
  }

  /// What something else than Warder might answer, by what it is.
  static String rubbish(String kind) {
    IntFunction<String> empty =
        status -> "HTTP/1.1 " + status + " X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    return switch (kind) {
      case "no HTTP at all" -> "\u0000\u0001SSH-2.0-nothing\r\n\r\n";
      case "a 200 that says nothing" -> empty.apply(200);
      case "a 204 that says nothing" -> empty.apply(204);
      case "a 500" -> empty.apply(500);
      case "a 404" -> empty.apply(404);
      case "a page" ->
          "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<h1>Hello</h1>";
      case "half an answer" -> "HTTP/1.1 200 OK\r\nX-Warder-Verdict: al";
      default -> throw new IllegalArgumentException(kind);
    };
  }

  int port() {
    return listener.getLocalPort();
  }

  private void accept(Talk talk) {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        threads.execute(() -> talk(talk, socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static void talk(Talk talk, Socket socket) {
    try {
      talk.over(socket);
    } catch (IOException gone) {
      // The gateway had enough; that is what is looked at.
    }
  }

  private static void readHead(InputStream in) throws IOException {
    int matched = 0;
    for (int next = in.read(); next >= 0 && matched < 4; next = matched < 4 ? in.read() : -1) {
      matched = next == (matched % 2 == 0 ? '\r' : '\n') ? matched + 1 : 0;
    }
  }

  private static void pump(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException gone) {
      // One end closed.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    threads.shutdownNow();
  }
}
