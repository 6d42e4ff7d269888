package dev.warder.notify.trace;

import dev.warder.model.Decision;
import dev.warder.model.Trace;
import dev.warder.notify.forward.Otlp;
import dev.warder.notify.forward.Poster;
import dev.warder.notify.forward.SecretSource;
import dev.warder.notify.forward.Target;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes in decisions that are to be spans without ever making anybody wait, and posts them to a
/// collector from a thread of its own.
///
/// A batch that the collector does not take is tried again as the protocol allows, and then given
/// up: what came meanwhile and found no room is lost, and counted.
public final class Spans implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Spans.class);
  private static final int MOST_WAITING = 4_096;
  private static final int AT_ONCE = 512;
  private static final int TRIES = 4;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final long GATHER_MILLIS = 200;
  private static final long STOP_MILLIS = 3_000;

  /// @param authorization the value of the `Authorization` header; absent for none
  public record Collector(URI url, Target.Tls tls, @Nullable SecretSource authorization) {}

  private final BlockingQueue<Decision> queue = new ArrayBlockingQueue<>(MOST_WAITING);
  private final LongAdder lost = new LongAdder();
  private final LongAdder sent = new LongAdder();
  private final URI url;
  private final Poster poster;
  private final SpanJson json;
  private final Thread thread;
  private boolean troubled;
  private volatile boolean closed;

  /// @param resource what is told of this service, such as `service.name`
  /// @param status that the client of a call is answered with
  /// @throws IOException where the certificates of the collector cannot be used
  public Spans(Collector collector, Map<String, String> resource, ToIntFunction<Decision> status)
      throws IOException {
    this.url = Otlp.endpoint(collector.url(), "/v1/traces");
    this.poster = new Poster(collector.tls(), collector.authorization());
    this.json = new SpanJson(resource, status);
    this.thread = Thread.ofPlatform().name("warder-traces").daemon().start(this::run);
  }

  /// Takes in a decision whose trace is recorded. Never blocks.
  ///
  /// @return its trace; absent where there is to be no span
  public @Nullable Trace take(Decision decision) {
    Trace trace = decision.attempt().trace();
    if (trace == null || !trace.recorded()) {
      return null;
    }
    if (!queue.offer(decision)) {
      lost.increment();
    }
    return trace;
  }

  private void run() {
    List<Decision> batch = new ArrayList<>(AT_ONCE);
    try {
      while (!closed || !queue.isEmpty()) {
        Decision first = queue.poll(GATHER_MILLIS, TimeUnit.MILLISECONDS);
        if (first == null) {
          continue;
        }
        if (!closed && queue.size() < AT_ONCE) {
          Thread.sleep(GATHER_MILLIS); // a request for each span would be dear on both sides
        }
        batch.add(first);
        queue.drainTo(batch, AT_ONCE - 1);
        hand(batch);
        batch.clear();
      }
    } catch (InterruptedException e) {
      lost.add(batch.size() + queue.size());
    }
  }

  private void hand(List<Decision> batch) throws InterruptedException {
    Duration pause = FIRST_PAUSE;
    for (int tried = 1; ; tried++) {
      try {
        post(batch);
        return;
      } catch (IOException | RuntimeException e) {
        told(e);
        if (tried == TRIES || !mayTryAgain(e)) {
          lost.add(batch.size());
          return;
        }
        Thread.sleep(pause);
        pause = pause.multipliedBy(2);
      }
    }
  }

  /// What the protocol lists; anything else would be refused again.
  private static boolean mayTryAgain(Exception e) {
    return e instanceof Poster.Refused refused
        ? List.of(429, 502, 503, 504).contains(refused.status())
        : e instanceof IOException;
  }

  private void post(List<Decision> batch) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url).header("Content-Type", "application/json");
    byte[] answer = poster.post(request, json.request(batch));
    long rejected = Math.clamp(Otlp.rejected(answer, "rejectedSpans"), 0, batch.size());
    lost.add(rejected);
    sent.add(batch.size() - rejected);
    if (troubled) {
      LOG.info("the collector takes traces again");
      troubled = false;
    }
  }

  private void told(Exception e) {
    if (!troubled) {
      LOG.warn("the collector does not take traces, some are lost: {}", e.getMessage());
      troubled = true;
    }
  }

  public int waiting() {
    return queue.size();
  }

  /// Spans that the collector took.
  public long sent() {
    return sent.sum();
  }

  /// Spans that found no room, or that the collector did not take.
  public long lost() {
    return lost.sum();
  }

  /// Hands on what still waits, as far as that goes quickly.
  @Override
  public void close() {
    closed = true;
    try {
      thread.join(STOP_MILLIS);
      thread.interrupt();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    poster.close();
  }
}
