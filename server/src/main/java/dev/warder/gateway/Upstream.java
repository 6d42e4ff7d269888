package dev.warder.gateway;

import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.client.ClientFactoryBuilder;
import com.linecorp.armeria.client.ClientRequestContext;
import com.linecorp.armeria.client.ClientRequestContextCaptor;
import com.linecorp.armeria.client.Clients;
import com.linecorp.armeria.client.ResponseTimeoutException;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.client.WebClientBuilder;
import com.linecorp.armeria.common.Flags;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.SerializationFormat;
import com.linecorp.armeria.common.SessionProtocol;
import com.linecorp.armeria.common.stream.StreamMessage;
import com.linecorp.armeria.common.util.TransportType;
import dev.warder.http.Problems;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.util.concurrent.EventExecutor;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The API behind the proxy. Requests and answers stream through, in both directions only as fast
/// as the slower end takes them.
final class Upstream implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Upstream.class);
  private static final long CONNECT_MILLIS = 5_000;

  private final ClientFactory factory;
  private final WebClient plain;
  private final WebClient webSocket;

  /// @param patience until the head of an answer is there, counted from the end of the request, and
  ///   for each step of either
  Upstream(URI url, Duration patience) {
    this.factory = factory(patience);
    this.plain = client(url, patience).build();
    this.webSocket =
        client(url, patience)
            .contextCustomizer(c -> c.logBuilder().serializationFormat(SerializationFormat.WS))
            .build();
  }

  /// The kernel gives a connection up where nothing that was sent is taken for so long; left alone,
  /// the client would say fifteen seconds.
  private static ClientFactory factory(Duration patience) {
    ClientFactoryBuilder builder = ClientFactory.builder().connectTimeoutMillis(CONNECT_MILLIS);
    if (Flags.transportType() == TransportType.EPOLL) {
      builder.channelOption(EpollChannelOption.TCP_USER_TIMEOUT, (int) patience.toMillis());
    }
    return builder.build();
  }

  private WebClientBuilder client(URI url, Duration patience) {
    SessionProtocol protocol =
        "https".equals(url.getScheme()) ? SessionProtocol.H1 : SessionProtocol.H1C;
    int port = url.getPort() < 0 ? protocol.defaultPort() : url.getPort();
    return WebClient.builder(protocol.uriText() + "://" + url.getHost() + ":" + port)
        .factory(factory)
        .responseTimeout(patience)
        .writeTimeout(patience)
        .maxResponseLength(0);
  }

  /// Answers 502 where the upstream cannot be reached or breaks off, and 504 where it is too slow.
  ///
  /// Both bodies are taken on the event loop of the connection that they come from: reading is
  /// stopped and started there, and from another thread the two could overtake each other.
  ///
  /// @param loop of the connection that the request came by
  /// @param answered is told the status, where the upstream itself answers
  HttpResponse send(
      HttpRequest request, RequestHeaders headers, EventExecutor loop, IntConsumer answered) {
    try (ClientRequestContextCaptor captor = Clients.newContextCaptor()) {
      HttpResponse response = plain.execute(request.subscribeOn(loop).withHeaders(headers));
      ClientRequestContext context = captor.get();
      return response
          .subscribeOn(context.eventLoop().withoutContext())
          .mapHeaders(head -> {
            context.clearResponseTimeout(); // what is streamed may take its time
            answered.accept(head.status().code());
            return head;
          })
          .recover(Upstream::failed);
    }
  }

  /// The client reads no body of an upstream that refuses to change to WebSocket: the answer is its
  /// head alone.
  HttpResponse upgrade(
      HttpRequest request, RequestHeaders headers, EventExecutor loop, IntConsumer answered) {
    AtomicBoolean refused = new AtomicBoolean();
    HttpResponse response =
        webSocket
            .execute(request.subscribeOn(loop).withHeaders(headers))
            .mapHeaders(head -> {
              refused.set(true);
              answered.accept(head.status().code());
              return head.toBuilder().contentLength(0).build();
            });
    return HttpResponse.of(
        response.recoverAndResume(
            cause -> refused.get() ? HttpResponse.of(StreamMessage.of()) : failed(cause)));
  }

  private static HttpResponse failed(Throwable cause) {
    LOG.warn("the upstream did not answer: {}", cause.toString());
    return Problems.ofUpstream(cause instanceof ResponseTimeoutException).toHttpResponse();
  }

  @Override
  public void close() {
    factory.close();
  }
}
