package dev.warder.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/// An API behind the proxy, on the JDK's server: it streams, swallows, and never answers, by path.
final class ApiBehind implements AutoCloseable {
  static final long HUNDRED_MB = 100_000_000;

  final List<HttpExchange> received = new CopyOnWriteArrayList<>();
  final CountDownLatch more = new CountDownLatch(1);
  final AtomicLong written = new AtomicLong();
  private final CountDownLatch over = new CountDownLatch(1);
  private final HttpServer server;

  private ApiBehind(HttpServer server) {
    this.server = server;
  }

  static ApiBehind start() throws IOException {
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    ApiBehind api = new ApiBehind(HttpServer.create(anyPort, 0));
    api.server.createContext("/", api::answer);
    api.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    api.server.start();
    return api;
  }

  int port() {
    return server.getAddress().getPort();
  }

  HttpExchange last() {
    return received.getLast();
  }

  private void answer(HttpExchange exchange) throws IOException {
    received.add(exchange);
    switch (exchange.getRequestURI().getPath()) {
      case "/base/admin/sink" -> {
        written.set(exchange.getRequestBody().transferTo(OutputStream.nullOutputStream()));
        exchange.sendResponseHeaders(204, -1);
      }
      case "/base/public/events" -> events(exchange);
      case "/base/public/much" -> much(exchange);
      case "/base/public/never" -> await(over);
      case "/base/public/missing" -> exchange.sendResponseHeaders(404, -1);
      default -> {
        byte[] body = "the upstream's answer".getBytes(UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
      }
    }
    exchange.close();
  }

  private void events(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    out.write("data: one\n\n".getBytes(UTF_8));
    out.flush();
    await(more);
    out.write("data: two\n\n".getBytes(UTF_8));
  }

  private void much(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, HUNDRED_MB);
    byte[] piece = new byte[100_000];
    while (written.get() < HUNDRED_MB) {
      exchange.getResponseBody().write(piece);
      written.addAndGet(piece.length);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    over.countDown();
    server.stop(0);
  }
}
