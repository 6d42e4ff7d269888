package dev.warder.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import com.google.protobuf.UInt32Value;
import dev.warder.House;
import dev.warder.Plan;
import dev.warder.http.Endpoint;
import dev.warder.model.Fault;
import io.envoyproxy.envoy.data.accesslog.v3.AccessLogCommon;
import io.envoyproxy.envoy.data.accesslog.v3.HTTPAccessLogEntry;
import io.envoyproxy.envoy.data.accesslog.v3.HTTPRequestProperties;
import io.envoyproxy.envoy.data.accesslog.v3.HTTPResponseProperties;
import io.envoyproxy.envoy.service.accesslog.v3.AccessLogServiceGrpc;
import io.envoyproxy.envoy.service.accesslog.v3.StreamAccessLogsMessage;
import io.envoyproxy.envoy.service.accesslog.v3.StreamAccessLogsResponse;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.okhttp.OkHttpChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Envoy's access-log service, spoken to with Envoy's own classes and a client that is not ours.
class EnvoyLogsTest {
  private static final Metadata.Key<String> KEY =
      Metadata.Key.of("x-warder-gateway-key", Metadata.ASCII_STRING_MARSHALLER);

  private final BlockingQueue<EnvoyLogs.Seen> told = new LinkedBlockingQueue<>();
  private House house;
  private ManagedChannel channel;

  private List<Endpoint> door(House opened) {
    return new EnvoyLogs(
            opened.callers,
            opened.refused::refused,
            java.time.Duration.ofSeconds(10),
            (gateway, seen) -> {
              told.addAll(seen);
              return seen.size();
            })
        .endpoints();
  }

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    house = new House(folder, Plan.DEFAULT.withMore(this::door));
    channel = OkHttpChannelBuilder.forAddress("127.0.0.1", house.port()).usePlaintext().build();
  }

  @AfterEach
  void close() throws IOException {
    channel.shutdownNow();
    house.close();
  }

  /// What the service answers once it ends the stream.
  private static final class Answer implements StreamObserver<StreamAccessLogsResponse> {
    private final CompletableFuture<Status.Code> status = new CompletableFuture<>();

    @Override
    public void onNext(StreamAccessLogsResponse response) {}

    @Override
    public void onError(Throwable failure) {
      status.complete(Status.fromThrowable(failure).getCode());
    }

    @Override
    public void onCompleted() {
      status.complete(Status.Code.OK);
    }

    private Status.Code status() throws Exception {
      return status.get(30, TimeUnit.SECONDS);
    }
  }

  private StreamObserver<StreamAccessLogsMessage> stream(String key, Answer answer) {
    Metadata metadata = new Metadata();
    metadata.put(KEY, key);
    return AccessLogServiceGrpc.newStub(channel)
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(metadata))
        .streamAccessLogs(answer);
  }

  private static StreamAccessLogsMessage message(String... decisions) {
    StreamAccessLogsMessage.HTTPAccessLogEntries.Builder entries =
        StreamAccessLogsMessage.HTTPAccessLogEntries.newBuilder();
    for (String decision : decisions) {
      entries.addLogEntry(
          HTTPAccessLogEntry.newBuilder()
              .setCommonProperties(
                  AccessLogCommon.newBuilder()
                      .setTimeToLastDownstreamTxByte(Duration.newBuilder().setNanos(5))
                      .setDuration(Duration.newBuilder().setSeconds(1).setNanos(2_000_000)))
              .setRequest(
                  HTTPRequestProperties.newBuilder()
                      .setPath("/orders/1")
                      .putRequestHeaders("x-warder-decision-id", decision)
                      .putRequestHeaders("user-agent", "curl"))
              .setResponse(
                  HTTPResponseProperties.newBuilder()
                      .setResponseCode(UInt32Value.of(404))
                      .setResponseBodyBytes(321)));
    }
    return StreamAccessLogsMessage.newBuilder()
        .setIdentifier(StreamAccessLogsMessage.Identifier.newBuilder().setLogName("warder"))
        .setHttpLogs(entries)
        .build();
  }

  @Test
  void outcomesAreTakenWhileTheStreamIsOpen() throws Exception {
    Answer answer = new Answer();
    StreamObserver<StreamAccessLogsMessage> stream = stream(house.gatewayKey, answer);
    stream.onNext(message("dec_1", "dec_2"));
    EnvoyLogs.Seen first = told.poll(30, TimeUnit.SECONDS);
    assertThat(first)
        .isEqualTo(new EnvoyLogs.Seen("dec_1", 404, 321L, java.time.Duration.ofMillis(1002)));
    assertThat(told.poll(30, TimeUnit.SECONDS).decisionId()).isEqualTo("dec_2");
    assertThat(answer.status).isNotDone();
    stream.onNext(message("dec_3", ""));
    assertThat(told.poll(30, TimeUnit.SECONDS).decisionId()).isEqualTo("dec_3");
    stream.onCompleted();
    assertThat(answer.status()).isEqualTo(Status.Code.OK);
    assertThat(told).isEmpty();
  }

  @Test
  void whoIsNoGatewayTellsNothing() throws Exception {
    String alice = House.secret(house.makeToken("alice", "orders:read"));
    for (String key : List.of(alice, "wrd_unknown")) {
      Answer answer = new Answer();
      stream(key, answer).onNext(message("dec_1"));
      assertThat(answer.status()).isEqualTo(Status.Code.UNAUTHENTICATED);
    }
    assertThat(told).isEmpty();
  }

  /// Also where more comes in while it is refused.
  @Test
  void whoGoesOnSendingIsToldWhyItIsRefused() throws Exception {
    for (int i = 0; i < 100; i++) {
      Answer answer = new Answer();
      StreamObserver<StreamAccessLogsMessage> stream = stream("wrd_unknown", answer);
      for (int sent = 0; sent < 20; sent++) {
        stream.onNext(message("dec_1"));
      }
      assertThat(answer.status()).isEqualTo(Status.Code.UNAUTHENTICATED);
    }
  }

  @Test
  void aRevokedGatewayIsHeardNoMore() throws Exception {
    var gateway = house.makeToken("envoy", "warder:decide");
    Answer answer = new Answer();
    StreamObserver<StreamAccessLogsMessage> stream = stream(House.secret(gateway), answer);
    stream.onNext(message("dec_1"));
    assertThat(told.poll(30, TimeUnit.SECONDS)).isNotNull();
    var _ = house.tokens.revoke(gateway.token().id(), "test").commit();
    stream.onNext(message("dec_2"));
    assertThat(answer.status()).isEqualTo(Status.Code.UNAUTHENTICATED);
    assertThat(told).isEmpty();
  }

  @Test
  void aMessageThatIsTooLargeIsRefused() throws Exception {
    Answer answer = new Answer();
    stream(house.gatewayKey, answer).onNext(message("d".repeat(5 << 20)));
    assertThat(answer.status()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(told).isEmpty();
  }

  @Test
  void bytesThatAreNoLogNeverBreakTheReader() {
    byte[] good = message("dec_1", "dec_2").toByteArray();
    Random random = new Random(42);
    for (int i = 0; i < 20_000; i++) {
      byte[] bad = good.clone();
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(EnvoyLogMessages.calls(bad)).hasSizeLessThan(100);
      } catch (Fault.Invalid unreadable) {
        assertThat(unreadable.publicText()).isNotEmpty();
      }
    }
    assertThat(EnvoyLogMessages.calls(good)).hasSize(2);
  }
}
