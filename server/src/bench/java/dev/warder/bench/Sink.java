package dev.warder.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Takes in whatever is sent to it and does nothing with it: what remains is the cost of whoever
/// sends. Cheaper than any HTTP server, so that the whole of a server's work counts as its own. Run
/// with a port; each connection sends one request after the other, with a length.
final class Sink {
  private static final byte[] ANSWER =
      """
      HTTP/1.1 202 Accepted\r
      content-type: application/json\r
      content-length: 28\r
      \r
      {"accepted":500,"unknown":0}\
      """
          .getBytes(StandardCharsets.US_ASCII);

  private Sink() {}

  public static void main(String[] args) throws IOException {
    try (ServerSocket server =
        new ServerSocket(Integer.parseInt(args[0]), 50, InetAddress.getLoopbackAddress())) {
      while (true) {
        Socket socket = server.accept();
        Thread.ofPlatform().daemon().start(() -> take(socket));
      }
    }
  }

  private static void take(Socket socket) {
    try (socket;
        InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16)) {
      socket.setTcpNoDelay(true);
      for (long length = head(in); length >= 0; length = head(in)) {
        in.skipNBytes(length);
        socket.getOutputStream().write(ANSWER);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // the client counts it as failed
    }
  }

  /// @return how long the body is; -1 at the end
  private static long head(InputStream in) throws IOException {
    long length = 0;
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0; c = in.read()) {
      if (c != '\n') {
        line.append((char) c);
        continue;
      }
      String header = line.toString().strip().toLowerCase(Locale.ROOT);
      if (header.isEmpty()) {
        return length;
      }
      if (header.startsWith("content-length:")) {
        length = Long.parseLong(header.substring("content-length:".length()).strip());
      }
      line.setLength(0);
    }
    return -1;
  }
}
