package dev.warder.notify.signal;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// Takes events, or is in no mood to.
final class EventReceiver implements AutoCloseable {
  private final HttpServer server;
  final Map<String, String> taken = new ConcurrentHashMap<>();
  final List<String> authorizations = new CopyOnWriteArrayList<>();
  final AtomicInteger refusals = new AtomicInteger();

  EventReceiver(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext(
        "/",
        exchange -> {
          String set = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          boolean refuse = refusals.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
          if (!refuse) {
            assertThat(exchange.getRequestHeaders().getFirst("Content-Type"))
                .isEqualTo("application/secevent+jwt");
            taken.put(TransmitterTest.claims(set).path("jti").asString(""), set);
            authorizations.add(
                String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
          }
          exchange.sendResponseHeaders(refuse ? 503 : 202, -1);
          exchange.close();
        });
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  Stream.Delivery delivery() {
    return new Stream.Delivery.Push("http://127.0.0.1:" + port() + "/events", "Bearer ours");
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
