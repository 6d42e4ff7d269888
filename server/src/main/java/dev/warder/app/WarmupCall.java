package dev.warder.app;

import dev.warder.model.Secret;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A connection that asks as gateways do, one call after the other. By hand: setting up a client
/// library would take longer than the calls.
final class WarmupCall implements Closeable {
  private static final int PATIENCE_MILLIS = 5_000;
  private static final String LENGTH = "content-length:";

  private final String key;
  private final Socket socket;
  private final InputStream in;

  WarmupCall(int port, Secret key) throws IOException {
    this.key = key.reveal();
    this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /// Asks, and waits for the answer. Some calls are for this door and some for that, some are
  /// allowed and some refused.
  ///
  /// @return whether the answer was 200
  boolean send(int number) throws IOException {
    String request = number % 4 == 3 ? inBody(number) : inHeaders(number);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    boolean done = line().startsWith("HTTP/1.1 200");
    int length = 0;
    for (String line = line(); !line.isEmpty(); line = line()) {
      if (line.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
        length = Integer.parseInt(line.substring(LENGTH.length()).strip());
      }
    }
    in.skipNBytes(length);
    return done;
  }

  private String inHeaders(int number) {
    return "GET "
        + (number % 4 == 1 ? "/authz/forward" : "/authz/nginx")
        + " HTTP/1.1\r\nHost: localhost\r\nX-Warder-Gateway-Key: "
        + key
        + "\r\nAuthorization: Bearer "
        + (number % 10 == 0 ? "unknown" : key)
        + "\r\nX-Original-Method: GET\r\nX-Forwarded-Method: POST"
        + "\r\nX-Original-Host: api.example.com\r\nX-Forwarded-Host: api.example.com"
        + "\r\nX-Original-Proto: https\r\nX-Forwarded-Proto: https"
        + ("\r\nX-Original-URI: /orders/" + number + "?page=1")
        + ("\r\nX-Forwarded-Uri: /orders/" + number)
        + ("\r\nX-Real-IP: " + address(number))
        + ("\r\nX-Forwarded-For: " + address(number))
        + ("\r\nUser-Agent: " + client(number))
        + "\r\n\r\n";
  }

  private String inBody(int number) {
    String body =
        "{\"token\":\""
            + key
            + "\",\"request\":{\"method\":\"GET\",\"scheme\":\"https\",\"host\":\"api.example.com\""
            + ",\"path\":\"/orders/"
            + number
            + "\",\"sourceIp\":\""
            + address(number)
            + "\",\"headers\":{\"user-agent\":\""
            + client(number)
            + "\"}}}";
    return "POST /v1/decisions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json"
        + ("\r\nX-Warder-Gateway-Key: " + key)
        + ("\r\nContent-Length: " + body.length())
        + "\r\n\r\n"
        + body;
  }

  private static String address(int number) {
    return "81.2.69." + number % 250;
  }

  private static String client(int number) {
    return "warm-up/" + number % 50;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the connection ended within an answer");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
