package dev.warder.notify.outbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// A web server that keeps what it gets, and refuses as often as it is told.
final class Inbox implements AutoCloseable {
  record Got(String path, String key, String signature, String body) {}

  private final HttpServer server;
  final List<Got> all = new CopyOnWriteArrayList<>();
  final AtomicInteger refusals = new AtomicInteger();

  Inbox(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    boolean refuse = refusals.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
    if (!refuse) {
      all.add(
          new Got(
              exchange.getRequestURI().getPath(),
              exchange.getRequestHeaders().getFirst("Idempotency-Key"),
              String.valueOf(exchange.getRequestHeaders().getFirst("X-Warder-Signature")),
              body));
    }
    exchange.sendResponseHeaders(refuse ? 503 : 204, -1);
    exchange.close();
  }

  int port() {
    return server.getAddress().getPort();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + port() + "/in");
  }

  List<String> keys() {
    return all.stream().map(Got::key).toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
