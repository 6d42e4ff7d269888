package dev.warder.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/// Calls one endpoint at a constant rate and measures each call from the moment at which it was
/// due, not from the moment at which it could be sent: a server that stalls is charged for all that
/// waited (no coordinated omission).
///
/// Run with URL, calls a second, connections, seconds. `METHOD`, `HEADERS` and `BODY` come from the
/// environment. The last line printed is the result as JSON, in microseconds; its rate is that of
/// the answers, and less than what was asked for where more was due than could be answered.
final class SteadyLoad {
  private static final long HIGHEST = TimeUnit.SECONDS.toMicros(60);
  private static final int DIGITS = 3;
  private static final int WARM_UP_SECONDS = 4;

  /// For all threads to be there when the first call is due.
  private static final double LEAD_SECONDS = 0.2;

  private final String host;
  private final int port;
  private final byte[] request;
  private final AtomicLong failed = new AtomicLong();

  private SteadyLoad(URI uri) {
    this.host = uri.getHost();
    this.port = uri.getPort();
    this.request = request(uri);
  }

  public static void main(String[] args) throws InterruptedException {
    double rate = Double.parseDouble(args[1]);
    int connections = Integer.parseInt(args[2]);
    long seconds = Long.parseLong(args[3]);
    SteadyLoad load = new SteadyLoad(URI.create(args[0]));
    // What the client still has to compile is not the server's slowness: a first run is thrown
    // away.
    var _ = load.all(rate, connections, WARM_UP_SECONDS);
    load.failed.set(0);
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
        load.failed.get());
  }

  /// All calls of so many seconds.
  private Histogram all(double rate, int connections, long seconds) throws InterruptedException {
    long interval = (long) (connections * 1e9 / rate);
    long start = System.nanoTime() + (long) (LEAD_SECONDS * 1e9);
    long end = start + TimeUnit.SECONDS.toNanos(seconds);
    List<Histogram> histograms = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      Histogram own = new Histogram(HIGHEST, DIGITS);
      histograms.add(own);
      long first = start + interval * i / connections;
      threads.add(Thread.ofPlatform().start(() -> run(first, interval, end, own)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    Histogram all = new Histogram(HIGHEST, DIGITS);
    histograms.forEach(all::add);
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

  private void run(long first, long interval, long end, Histogram histogram) {
    try (Socket socket = new Socket(host, port)) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      for (long due = first; due < end; due += interval) {
        for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
          LockSupport.parkNanos(wait);
        }
        socket.getOutputStream().write(request);
        if (!answered(in)) {
          failed.incrementAndGet();
        }
        long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - due);
        histogram.recordValue(Math.min(HIGHEST, micros));
      }
    } catch (IOException e) {
      failed.incrementAndGet();
    }
  }

  /// Reads one answer; whether it is a success.
  private static boolean answered(InputStream in) throws IOException {
    String status = line(in);
    long length = 0;
    boolean chunked = false;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      String header = line.toLowerCase(Locale.ROOT);
      if (header.startsWith("content-length:")) {
        length = Long.parseLong(header.substring("content-length:".length()).strip());
      }
      chunked |= header.startsWith("transfer-encoding:") && header.endsWith("chunked");
    }
    if (chunked) {
      do {
        length = Long.parseLong(line(in), 16);
        in.skipNBytes(length + 2);
      } while (length > 0);
    } else {
      in.skipNBytes(length);
    }
    return status.contains(" 200");
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the server hung up");
      }
      line.append((char) c);
    }
    return line.toString().strip();
  }
}
