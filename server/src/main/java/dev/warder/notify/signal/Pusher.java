package dev.warder.notify.signal;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Posts a stream's events to its receiver (RFC 8935), one after the other, on a thread of its own,
/// and waits longer from failure to failure.
final class Pusher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Pusher.class);
  private static final int AT_ONCE = 100;
  private static final int REFUSED = 400;
  private static final int MOST_ANSWER = 4096;

  /// What RFC 8935 lets a receiver say of an event itself. What it says of keys and rights may be
  /// put right by somebody, so that the event is sent again.
  private static final Set<String> FINAL =
      Set.of("invalid_request", "invalid_issuer", "invalid_audience");

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(20);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
  private static final Duration IDLE = Duration.ofSeconds(5);

  private final String id;
  private final Streams streams;
  private final SignalStore store;
  private final boolean alsoPrivate;
  private final Consumer<RefusedSignal> refused;
  private final Semaphore news = new Semaphore(0);
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final Thread thread;
  private int failures;
  private @Nullable String trouble;

  /// @param refused is told of an event that its receiver will never take
  Pusher(
      String id,
      Streams streams,
      SignalStore store,
      boolean alsoPrivate,
      Consumer<RefusedSignal> refused) {
    this.refused = refused;
    this.id = id;
    this.streams = streams;
    this.store = store;
    this.alsoPrivate = alsoPrivate;
    this.thread = Thread.ofVirtual().name("warder-push-" + id).start(this::run);
  }

  void wake() {
    news.release();
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Duration pause = round();
        if (failures > 0) {
          Thread.sleep(pause);
        } else {
          var _ = news.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
        }
        news.drainPermits();
      }
    } catch (InterruptedException e) {
      // the stream or the service ends
    }
  }

  private Duration round() throws InterruptedException {
    try {
      List<SignalStore.Waiting> some = store.waiting(id, AT_ONCE);
      for (SignalStore.Waiting each : some) {
        Optional<Stream> stream = streams.get(id);
        if (stream.isEmpty()
            || stream.get().status() != Stream.Status.ENABLED
            || !(stream.get().delivery() instanceof Stream.Delivery.Push push)) {
          return IDLE;
        }
        push(stream.get(), push, each);
        store.remove(id, List.of(each.jti()));
      }
      failures = 0;
      trouble = null;
      return some.size() == AT_ONCE ? Duration.ZERO : IDLE;
    } catch (IOException | RuntimeException e) {
      failures++;
      if (trouble == null) {
        LOG.warn("events of {} cannot be pushed, which is tried again: {}", id, e.getMessage());
      }
      trouble = String.valueOf(e.getMessage());
      return pause();
    }
  }

  /// Returns when the receiver has it, or says that it can make nothing of it.
  private void push(Stream stream, Stream.Delivery.Push push, SignalStore.Waiting event)
      throws IOException, InterruptedException {
    URI uri = URI.create(push.url());
    if (!Reachable.isAllowed(uri.getHost(), alsoPrivate)) {
      throw new IOException("the receiver is in a private network");
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(ANSWER)
            .header("Content-Type", "application/secevent+jwt")
            .header("Accept", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(event.set()));
    if (push.authorization() != null) {
      request.header("Authorization", push.authorization());
    }
    HttpResponse<InputStream> response;
    try {
      response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    } catch (ConnectException e) {
      throw new IOException("the receiver cannot be connected to", e);
    }
    int status = response.statusCode();
    try (InputStream answer = response.body()) {
      if (status == REFUSED) {
        judge(stream, event, answer.readNBytes(MOST_ANSWER));
      } else if (status / 100 != 2) {
        throw new IOException("the receiver answers with status " + status);
      }
    }
  }

  /// A refusal is one only if it says so as RFC 8935 has it: a 400 of something in between is a
  /// failure like others.
  private void judge(Stream stream, SignalStore.Waiting event, byte[] answer) throws IOException {
    JsonNode said;
    try {
      said = RecordSignals.JSON.readTree(answer);
    } catch (JacksonException e) {
      throw new IOException("the receiver answers with status 400 and no reason", e);
    }
    String code = said.path("err").asString("");
    if (!FINAL.contains(code)) {
      throw new IOException("the receiver answers with status 400");
    }
    LOG.error("the receiver of {} can make nothing of event {}: {}", id, event.jti(), code);
    refused.accept(new RefusedSignal(id, stream.owner(), event.jti(), code));
  }

  private Duration pause() {
    long doubled = FIRST_PAUSE.toMillis() << Math.min(failures - 1, 12);
    long millis = Math.min(doubled, LONGEST_PAUSE.toMillis());
    return Duration.ofMillis(millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2 + 1));
  }

  @Override
  public void close() {
    thread.interrupt();
    client.shutdownNow();
  }
}
