package dev.warder.endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// An API that takes any request line as it came: an HTTP library would refuse some of them before
/// anybody saw what a gateway let pass.
final class RawUpstream implements AutoCloseable {
  private static final byte[] ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".getBytes(ISO_8859_1);

  private final ServerSocket listener;
  private final List<String> received = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private RawUpstream(ServerSocket listener) {
    this.listener = listener;
  }

  static RawUpstream start() throws IOException {
    RawUpstream upstream =
        new RawUpstream(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    upstream.threads.execute(upstream::accept);
    return upstream;
  }

  int port() {
    return listener.getLocalPort();
  }

  /// The heads of all requests, word for word.
  List<String> received() {
    return List.copyOf(received);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        threads.execute(() -> answer(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void answer(Socket socket) {
    try (socket) {
      String head = head(socket.getInputStream());
      if (!head.isEmpty()) {
        received.add(head);
        socket.getOutputStream().write(ANSWER);
        socket.getOutputStream().flush();
      }
    } catch (IOException gone) {
      // A connection that was opened and not used.
    }
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0; next = in.read()) {
      bytes.write(next);
      if (next == '\n' && bytes.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
        return bytes.toString(ISO_8859_1);
      }
    }
    return "";
  }

  @Override
  public void close() throws IOException {
    listener.close();
    threads.shutdownNow();
  }
}
