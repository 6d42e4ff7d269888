package dev.warder.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A call written byte by byte, with whatever a hostile client may send.
public final class RawCall {
  private final List<String> lines = new ArrayList<>();
  private String connection = "close";
  private String body = "";

  private RawCall(String method, String target) {
    lines.add(method + " " + target + " HTTP/1.1");
    lines.add("Host: api.example.com");
  }

  public static RawCall get(String target) {
    return new RawCall("GET", target);
  }

  public static RawCall post(String target, String body) {
    RawCall call = new RawCall("POST", target);
    call.body = body;
    return call.with("Content-Length", Integer.toString(body.length()));
  }

  public RawCall bearing(String token) {
    return with("Authorization", "Bearer " + token);
  }

  public RawCall with(String name, String value) {
    if (name.equals("Connection")) {
      connection = value;
    } else {
      lines.add(name + ": " + value);
    }
    return this;
  }

  /// What came back, head and body.
  public record Answer(int status, String text) {}

  public Answer to(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(60_000);
      String head =
          String.join("\r\n", lines) + "\r\nConnection: " + connection + "\r\n\r\n" + body;
      socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
      String text = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      return new Answer(Integer.parseInt(text.split(" ", 3)[1]), text);
    }
  }
}
