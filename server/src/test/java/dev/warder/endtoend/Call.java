package dev.warder.endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One HTTP/1.1 call written byte for byte: no client library sends what an attacker sends.
final class Call {
  private static final int PATIENCE_MILLIS = 20_000;

  private final String method;
  private final String target;
  private final List<String> headers = new ArrayList<>();
  private String body = "";

  private Call(String method, String target) {
    this.method = method;
    this.target = target;
  }

  /// @param headers names regardless of case
  record Answer(int status, Map<String, List<String>> headers, String body) {
    String header(String name) {
      return String.join(",", headers.getOrDefault(name, List.of()));
    }

    boolean has(String name) {
      return headers.containsKey(name);
    }
  }

  static Call get(String target) {
    return new Call("GET", target);
  }

  static Call post(String target, String body) {
    Call call = new Call("POST", target);
    call.body = body;
    return call.with("Content-Length", Integer.toString(body.length()));
  }

  Call with(String name, String value) {
    headers.add(name + ": " + value);
    return this;
  }

  Call bearing(String token) {
    return with("Authorization", "Bearer " + token);
  }

  Answer to(int port) throws IOException {
    StringBuilder text = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    text.append("Host: api.example.com\r\n");
    headers.forEach(line -> text.append(line).append("\r\n"));
    boolean closes = headers.stream().noneMatch(line -> line.startsWith("Connection:"));
    text.append(closes ? "Connection: close\r\n\r\n" : "\r\n").append(body);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(text.toString().getBytes(ISO_8859_1));
      return parse(new String(socket.getInputStream().readAllBytes(), ISO_8859_1));
    }
  }

  private static Answer parse(String text) {
    int end = text.indexOf("\r\n\r\n");
    String[] lines = text.substring(0, Math.max(end, 0)).split("\r\n");
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line : List.of(lines).subList(1, lines.length)) {
      int colon = line.indexOf(':');
      headers
          .computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    int status = Integer.parseInt(lines[0].split(" ")[1]);
    return new Answer(status, headers, text.substring(end + 4));
  }
}
