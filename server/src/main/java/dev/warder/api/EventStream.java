package dev.warder.api;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.warder.model.Fault;
import dev.warder.model.Form;
import dev.warder.model.Handover;
import dev.warder.model.RecordFeed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/// Records as server-sent events, for as long as somebody listens. At most one batch is in memory
/// for a listener; one that takes none of it for a minute is let go, and may come again.
final class EventStream implements Reply {
  private static final int AT_ONCE = 100;
  private static final long CHARACTERS = 1L << 18;
  private static final Duration NAP = Duration.ofMillis(200);
  private static final Duration SILENCE = Duration.ofSeconds(15);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final ServiceRequestContext context;
  private final RecordFeed feed;
  private final Set<String> kinds;
  private final BooleanSupplier mayGoOn;
  private final Runnable ended;
  private long next;

  /// @param next the first record to send
  /// @param kinds of records that are wanted, or what stands before their first dot; empty for all
  /// @param mayGoOn asked before anything is sent
  EventStream(
      ServiceRequestContext context,
      RecordFeed feed,
      long next,
      Set<String> kinds,
      BooleanSupplier mayGoOn,
      Runnable ended) {
    this.context = context;
    this.feed = feed;
    this.next = next;
    this.kinds = kinds;
    this.mayGoOn = mayGoOn;
    this.ended = ended;
  }

  @Override
  public int status() {
    return 200;
  }

  @Override
  public HttpResponse toHttpResponse() {
    context.clearRequestTimeout();
    ResponseHeaders headers =
        ResponseHeaders.builder(200)
            .contentType(MediaType.EVENT_STREAM)
            .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
            .set("x-accel-buffering", "no") // nginx would collect them
            .build();
    if (context.method() == HttpMethod.HEAD) {
      ended.run();
      return HttpResponse.of(headers);
    }
    HttpResponseWriter out = HttpResponse.streaming();
    out.write(headers);
    Thread.ofVirtual().name("warder-events").start(() -> run(out));
    return out;
  }

  private void run(HttpResponseWriter out) {
    try {
      send(out, ": here are records from " + next + " on\n\n");
      long silent = System.nanoTime();
      while (out.isOpen() && !isEnding() && mayGoOn.getAsBoolean()) {
        if (sendSome(out)) {
          silent = System.nanoTime();
          continue;
        }
        if (System.nanoTime() - silent > SILENCE.toNanos()) {
          send(out, ":\n\n");
          silent = System.nanoTime();
        }
        Thread.sleep(NAP);
      }
      out.close();
    } catch (IOException | Fault | ExecutionException | TimeoutException e) {
      out.abort(e); // the listener comes again, with the last that it saw
    } catch (InterruptedException e) {
      out.abort(e);
      Thread.currentThread().interrupt();
    } finally {
      ended.run();
    }
  }

  private boolean isEnding() {
    return context.config().server().isClosing();
  }

  /// @return whether there was anything
  private boolean sendSome(HttpResponseWriter out)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    List<Handover> records = feed.from(next, Form.JSONL, AT_ONCE, CHARACTERS);
    if (records.isEmpty()) {
      return false;
    }
    StringBuilder text = new StringBuilder();
    for (Handover record : records) {
      if (isWanted(record.kind())) {
        text.append("id: ").append(record.seq());
        text.append("\nevent: ").append(record.kind());
        text.append("\ndata: ").append(record.text()).append("\n\n");
      }
    }
    next = records.getLast().seq() + 1;
    if (!text.isEmpty()) {
      send(out, text.toString());
    }
    return true;
  }

  private boolean isWanted(String kind) {
    int dot = kind.indexOf('.');
    return kinds.isEmpty()
        || kinds.contains(kind)
        || (dot > 0 && kinds.contains(kind.substring(0, dot)));
  }

  /// Returns when the connection has taken it.
  private static void send(HttpResponseWriter out, String text)
      throws InterruptedException, ExecutionException, TimeoutException {
    if (out.tryWrite(HttpData.wrap(text.getBytes(StandardCharsets.UTF_8)))) {
      out.whenConsumed().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }
  }
}
