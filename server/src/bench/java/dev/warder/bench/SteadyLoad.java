package dev.warder.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/// Calls one endpoint at a constant rate and measures each call from the moment at which it was
/// due, not from the moment at which it could be sent: a server that stalls is charged for all that
/// waited (no coordinated omission).
///
/// One thread for all connections, so that the client takes little of the machine that it shares
/// with what it measures. It looks for what is due and for answers and rests when there is neither,
/// some tenth of a millisecond, which counts as time of the call.
///
/// Run with URL, calls a second, connections, seconds. `METHOD`, `HEADERS` and `BODY` come from the
/// environment. The last line printed is the result as JSON, in microseconds; its rate is that of
/// the answers, and less than what was asked for where more was due than could be answered;
/// `failed` counts answers other than 200, and connections that were lost, with all calls that were
/// left.
final class SteadyLoad {
  private static final int DIGITS = 3;
  private static final int WARM_UP_SECONDS = 4;
  private static final long REST = TimeUnit.MICROSECONDS.toNanos(50);

  /// For all connections to be there when the first call is due.
  private static final double LEAD_SECONDS = 0.2;

  private final URI uri;
  private final ByteBuffer request;
  private long failed;

  private SteadyLoad(URI uri) {
    this.uri = uri;
    byte[] bytes = request(uri);
    this.request = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
  }

  public static void main(String[] args) throws IOException {
    double rate = Double.parseDouble(args[1]);
    int connections = Integer.parseInt(args[2]);
    long seconds = Long.parseLong(args[3]);
    SteadyLoad load = new SteadyLoad(URI.create(args[0]));
    // What the client still has to compile is not the server's slowness: a first run is thrown
    // away.
    var _ = load.all(rate, connections, WARM_UP_SECONDS);
    long began = System.nanoTime();
    Histogram all = load.all(rate, connections, seconds);
    double took = Math.max((double) seconds, (System.nanoTime() - began) / 1e9 - LEAD_SECONDS);
    System.out.printf(
        Locale.ROOT,
        "{\"rate\":%.0f,\"p50\":%d,\"p99\":%d,\"p999\":%d,\"max\":%d,\"failed\":%d}%n",
        all.getTotalCount() / took,
        all.getValueAtPercentile(50),
        all.getValueAtPercentile(99),
        all.getValueAtPercentile(99.9),
        all.getMaxValue(),
        load.failed);
  }

  /// All calls of so many seconds.
  private Histogram all(double rate, int connections, long seconds) throws IOException {
    long interval = (long) (connections * 1e9 / rate);
    long start = System.nanoTime() + (long) (LEAD_SECONDS * 1e9);
    long end = start + TimeUnit.SECONDS.toNanos(seconds);
    Histogram all = new Histogram(SteadyConnection.HIGHEST, DIGITS);
    failed = 0;
    try (Selector selector = Selector.open()) {
      List<SteadyConnection> open = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        long first = start + interval * i / connections;
        open.add(new SteadyConnection(uri, selector, request, first, interval, end, all));
      }
      List<SteadyConnection> every = List.copyOf(open);
      while (!open.isEmpty()) {
        boolean sent = false;
        for (SteadyConnection one : open) {
          sent |= one.send(System.nanoTime());
        }
        int answers = selector.selectNow(key -> ((SteadyConnection) key.attachment()).read());
        if (answers == 0 && !sent) {
          LockSupport.parkNanos(REST);
        }
        open.removeIf(SteadyConnection::done);
      }
      for (SteadyConnection one : every) {
        failed += one.failed();
      }
    }
    return all;
  }

  private static byte[] request(URI uri) {
    String body = System.getenv().getOrDefault("BODY", "");
    StringBuilder head = new StringBuilder();
    head.append(System.getenv().getOrDefault("METHOD", "GET")).append(' ');
    head.append(uri.getRawPath()).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(uri.getAuthority()).append("\r\n");
    System.getenv()
        .getOrDefault("HEADERS", "")
        .lines()
        .forEach(line -> head.append(line).append("\r\n"));
    if (!body.isEmpty()) {
      head.append("Content-Length: ").append(body.getBytes(StandardCharsets.UTF_8).length);
      head.append("\r\n");
    }
    return head.append("\r\n").append(body).toString().getBytes(StandardCharsets.UTF_8);
  }
}
