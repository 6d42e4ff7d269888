package dev.warder;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A client that sends exactly the bytes it is given: what well-behaved clients refuse to send can
/// be sent, and what they would hide is seen.
public final class Wire {
  private static final int MILLIS = 20_000;

  private Wire() {}

  /// What came back: the head line by line as it was sent, and the body.
  public record Answer(int status, List<String> head, String body) {
    /// All values of a header, comma-separated; empty where it is not there.
    public String header(String name) {
      return headers().getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    /// By name in lower case.
    public Map<String, String> headers() {
      Map<String, String> headers = new TreeMap<>();
      for (String line : head.subList(1, head.size())) {
        int colon = line.indexOf(':');
        String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
        headers.merge(name, line.substring(colon + 1).strip(), (a, b) -> a + ", " + b);
      }
      return headers;
    }

    /// Head and body as text, with ids replaced, to be compared with other answers.
    public String masked() {
      return mask(String.join("\n", head) + "\n\n" + body);
    }
  }

  /// The same text without what differs from call to call, or with the tuning of the risk model.
  public static String mask(String text) {
    return text.replaceAll("(dec|chl|tok|evt)_[0-9A-Z]{26}", "$1_ID")
        .replaceAll("sha256:[0-9a-f]{64}", "sha256:REVISION")
        .replaceAll("127\\.0\\.0\\.1:[0-9]+", "127.0.0.1:PORT")
        .replaceAll("x-warder-risk: [0-9]+", "x-warder-risk: SCORE")
        .replaceAll("\"risk\":\\{.*?\"missing\":\\[[^]]*]}", "\"risk\":RISK")
        .replaceAll("content-length: [1-9][0-9]*", "content-length: LENGTH");
  }

  /// @param head request line and headers, a line each, without Host, Connection and length
  public static Answer send(int port, List<String> head, byte[] body) throws IOException {
    return send(new Socket(InetAddress.getLoopbackAddress(), port), head, body);
  }

  /// @param host for the server to be called by; null for one that means nothing
  public static Answer send(int port, @Nullable String host, List<String> head, byte[] body)
      throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    return host == null ? send(socket, head, body) : send(socket, host, head, body);
  }

  public static Answer send(Socket socket, List<String> head, byte[] body) throws IOException {
    return send(socket, "warder.test", head, body);
  }

  private static Answer send(Socket socket, String host, List<String> head, byte[] body)
      throws IOException {
    List<String> all = new ArrayList<>(head);
    all.add("Host: " + host);
    all.add("Connection: close");
    if (body.length > 0) {
      all.add("Content-Length: " + body.length);
    }
    byte[] start = (String.join("\r\n", all) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
    byte[] bytes = new byte[start.length + body.length];
    System.arraycopy(start, 0, bytes, 0, start.length);
    System.arraycopy(body, 0, bytes, start.length, body.length);
    return send(socket, bytes);
  }

  /// Sends it all and reads one answer.
  public static Answer send(Socket socket, byte[] bytes) throws IOException {
    try (socket) {
      socket.setSoTimeout(MILLIS);
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
      return answer(socket.getInputStream());
    }
  }

  /// Goes on with the body only while nobody has answered, as one may to a body that is too large.
  public static Answer sendHeadFirst(int port, byte[] head, byte[] body) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(MILLIS);
      socket.getOutputStream().write(head);
      int chunk = 64 * 1024;
      for (int at = 0; at < body.length && socket.getInputStream().available() == 0; at += chunk) {
        socket.getOutputStream().write(body, at, Math.min(chunk, body.length - at));
      }
      return answer(socket.getInputStream());
    }
  }

  /// By its own length: the server may leave the connection open for a while.
  private static Answer answer(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    String text = "";
    while (!text.endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("the connection was closed without an answer");
      }
      bytes.write(next);
      text = next == '\n' ? bytes.toString(StandardCharsets.ISO_8859_1) : "";
    }
    List<String> head = List.of(text.strip().split("\r\n"));
    int status = Integer.parseInt(head.getFirst().split(" ")[1]);
    String length = new Answer(status, head, "").header("content-length");
    byte[] body = in.readNBytes(length.isEmpty() ? 0 : Integer.parseInt(length));
    return new Answer(status, head, new String(body, StandardCharsets.UTF_8));
  }
}
