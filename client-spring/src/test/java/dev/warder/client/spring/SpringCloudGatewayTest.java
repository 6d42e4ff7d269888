package dev.warder.client.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.warder.client.FailureMode;
import dev.warder.client.GuardedContract;
import dev.warder.client.RawCall;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/// A Spring Cloud Gateway with nothing in it but one route and the starter.
@Tag("endtoend")
class SpringCloudGatewayTest extends GuardedContract {
  private final HttpServer upstream = upstream();

  @SpringBootConfiguration
  @EnableAutoConfiguration
  static class Gateway {}

  private static HttpServer upstream() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", SpringCloudGatewayTest::echo);
      server.start();
      return server;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void echo(HttpExchange exchange) throws IOException {
    StringBuilder echo = new StringBuilder("echo\n");
    echo.append(exchange.getRequestMethod()).append(' ').append(exchange.getRequestURI());
    echo.append('\n');
    exchange
        .getRequestHeaders()
        .forEach((name, values) ->
            values.forEach(
                value -> echo.append(name.toLowerCase(Locale.ROOT) + ": " + value + "\n")));
    echo.append("read ").append(exchange.getRequestBody().readAllBytes().length).append('\n');
    byte[] bytes = echo.toString().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  protected Application start(URI warder, String gatewayKey, FailureMode onFailure) {
    List<String> properties = new ArrayList<>(Running.warder(warder, gatewayKey, onFailure));
    String route = "spring.cloud.gateway.server.webflux.routes[0].";
    properties.add(route + "id=shop");
    properties.add(route + "uri=http://127.0.0.1:" + upstream.getAddress().getPort());
    properties.add(route + "predicates[0]=Path=/**");
    return new Running(
        Running.run(Gateway.class, "spring.main.web-application-type=reactive", properties));
  }

  @AfterAll
  void stopUpstream() {
    upstream.stop(0);
  }

  @Test
  void aLargeBodyStreamsThrough() throws Exception {
    String body = "x".repeat(2_000_000);
    RawCall call = RawCall.post("/orders/new", body).bearing(alice());
    assertThat(call(call).text()).contains("\nread 2000000\n");
  }
}
