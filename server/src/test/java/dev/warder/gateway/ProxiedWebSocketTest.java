package dev.warder.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.linecorp.armeria.common.websocket.WebSocket;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.websocket.WebSocketService;
import dev.warder.House;
import dev.warder.Plan;
import dev.warder.http.Links;
import dev.warder.http.StreamServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProxiedWebSocketTest {
  @TempDir Path folder;

  /// Collects the text that comes back, until as much is there as was sent.
  private static final class Ear implements java.net.http.WebSocket.Listener {
    private final StringBuilder heard = new StringBuilder();
    private final CompletableFuture<String> whole = new CompletableFuture<>();
    private final int length;

    Ear(int length) {
      this.length = length;
    }

    @Override
    public CompletionStage<?> onText(
        java.net.http.WebSocket socket, CharSequence data, boolean last) {
      heard.append(data);
      if (heard.length() >= length) {
        whole.complete(heard.toString());
      }
      socket.request(1);
      return CompletableFuture.completedFuture(null);
    }
  }

  private static WebSocket echo(WebSocket in) {
    return WebSocket.of(in);
  }

  @Test
  void framesPassBothWaysAndAnUpgradeWithoutATokenIsRefused() throws Exception {
    try (Server upstream =
            Server.builder()
                .service(
                    "/public/echo",
                    WebSocketService.builder((context, in) -> echo(in))
                        .allowedOrigins("*")
                        .subprotocols("chat")
                        .build())
                .build();
        House house = House.open(folder);
        HttpClient http = HttpClient.newHttpClient()) {
      upstream.start().join();
      URI url = URI.create("http://127.0.0.1:" + upstream.activeLocalPort());
      try (Proxy proxy = proxy(house, url);
          StreamServer server = StreamServer.start(Plan.DEFAULT.listening(), proxy)) {
        URI at = URI.create("ws://127.0.0.1:" + server.port() + "/public/echo");
        String token = House.secret(house.makeToken("alice"));
        String said = "a word and another; ".repeat(10_000);
        Ear ear = new Ear(said.length());
        java.net.http.WebSocket socket =
            http.newWebSocketBuilder()
                .header("Authorization", "Bearer " + token)
                .subprotocols("chat")
                .buildAsync(at, ear)
                .get(30, TimeUnit.SECONDS);
        assertThat(socket.getSubprotocol()).isEqualTo("chat");
        socket.sendText(said, true).get(30, TimeUnit.SECONDS);
        assertThat(ear.whole.get(30, TimeUnit.SECONDS)).isEqualTo(said);
        socket.sendClose(java.net.http.WebSocket.NORMAL_CLOSURE, "").get(30, TimeUnit.SECONDS);

        URI nowhere = URI.create("ws://127.0.0.1:" + server.port() + "/public/nothing");
        assertThatThrownBy(() ->
                http.newWebSocketBuilder()
                    .header("Authorization", "Bearer " + token)
                    .buildAsync(nowhere, new Ear(1))
                    .get(30, TimeUnit.SECONDS))
            .cause()
            .isInstanceOfSatisfying(
                WebSocketHandshakeException.class,
                e -> assertThat(e.getResponse().statusCode()).isEqualTo(400));

        assertThatThrownBy(() -> http.newWebSocketBuilder().buildAsync(at, new Ear(1)).join())
            .isInstanceOf(CompletionException.class)
            .cause()
            .isInstanceOfSatisfying(
                WebSocketHandshakeException.class,
                e -> assertThat(e.getResponse().statusCode()).isEqualTo(401));
      }
    }
  }

  private static Proxy proxy(House house, URI url) {
    return new Proxy(
        new ProxySettings(url, false, Duration.ofSeconds(60)),
        Plan.DEFAULT.doors(),
        house.decider::decide,
        new Links(null, Plan.DEFAULT.listening()),
        house.port(),
        house.clock,
        outcome -> {});
  }
}
