package dev.warder.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// Tells a running service what became of the calls that it decides: a stream of outcomes at a
/// constant rate, in batches, as gateways send them.
///
/// Which calls there are is read from the end of the journal, as they are decided, and put into
/// requests by a thread of its own; where fewer come than are to be told of, the last are told of
/// again, as by a second gateway on their way. It begins with the first that come. Run with URL,
/// folder of the journal, events a second, seconds; `HEADERS` comes from the environment. The last
/// line printed is the result as JSON.
final class EventStream {
  private static final int BATCH = 500;
  private static final int CONNECTIONS = 4;
  private static final int ID = 30; // dec_ and 26 characters

  /// Records of decisions are about as long as each other: so much before the next end of a line is
  /// looked for it. Where one is shorter, a call is not told of.
  private static final int MARGIN = 256;

  private static final byte[] MARK = "\"id\":\"dec_".getBytes(StandardCharsets.US_ASCII);

  private final URI uri;
  private final Path journal;
  private final BlockingQueue<byte[]> batches = new ArrayBlockingQueue<>(64);
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong unknown = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final CountDownLatch begun = new CountDownLatch(1);
  private volatile boolean over;

  private EventStream(URI uri, Path journal) {
    this.uri = uri;
    this.journal = journal;
  }

  public static void main(String[] args) throws Exception {
    EventStream stream = new EventStream(URI.create(args[0]), Path.of(args[1]));
    double rate = Double.parseDouble(args[2]);
    long seconds = Long.parseLong(args[3]);
    Thread reader = Thread.ofPlatform().daemon().start(stream::read);
    List<Thread> senders = new ArrayList<>();
    long interval = (long) (CONNECTIONS * BATCH * 1e9 / rate);
    stream.begun.await();
    long start = System.nanoTime();
    long end = start + TimeUnit.SECONDS.toNanos(seconds);
    for (int i = 0; i < CONNECTIONS; i++) {
      long first = start + interval * i / CONNECTIONS;
      senders.add(Thread.ofPlatform().start(() -> stream.send(first, interval, end)));
    }
    for (Thread sender : senders) {
      sender.join();
    }
    stream.over = true;
    reader.join();
    System.out.printf(
        Locale.ROOT,
        "{\"rate\":%.0f,\"accepted\":%d,\"unknown\":%d,\"failed\":%d}%n",
        stream.accepted.get() / (double) seconds,
        stream.accepted.get(),
        stream.unknown.get(),
        stream.failed.get());
  }

  /// Follows the newest segment from its end on.
  private void read() {
    try {
      Path at = newest();
      RandomAccessFile file = new RandomAccessFile(at.toFile(), "r");
      file.seek(file.length());
      byte[] chunk = new byte[1 << 20];
      int kept = 0;
      List<String> ids = new ArrayList<>(BATCH);
      while (!over) {
        int read = file.read(chunk, kept, chunk.length - kept);
        if (read <= 0) {
          Path next = newest();
          if (!next.equals(at)) {
            file.close();
            at = next;
            file = new RandomAccessFile(at.toFile(), "r");
            kept = 0;
          }
          LockSupport.parkNanos(5_000_000);
          continue;
        }
        kept = take(chunk, kept + read, ids);
      }
      file.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private Path newest() throws IOException {
    try (Stream<Path> all = Files.list(journal)) {
      return all.filter(each -> each.toString().endsWith(".jsonl")).sorted().toList().getLast();
    }
  }

  /// @return how many bytes of a line that is not whole were moved to the front
  private int take(byte[] chunk, int length, List<String> ids) {
    int from = 0;
    for (int i = 0; i < length; i++) {
      if (chunk[i] == '\n') {
        int id = id(chunk, from, i);
        if (id >= 0) {
          ids.add(new String(chunk, id, ID, StandardCharsets.US_ASCII));
        }
        int size = i + 1 - from;
        from = i + 1;
        i += id >= 0 && size > MARGIN ? size - MARGIN : 0;
        if (ids.size() == BATCH) {
          if (batches.remainingCapacity() > 0) { // more come than are told of
            batches.add(batch(ids));
            begun.countDown();
          }
          ids.clear();
        }
      }
    }
    System.arraycopy(chunk, from, chunk, 0, length - from);
    return length - from;
  }

  /// The record's own id stands at its beginning.
  private static int id(byte[] chunk, int from, int to) {
    for (int i = from; i < Math.min(to - ID, from + 40); i++) {
      int matched = 0;
      while (matched < MARK.length && chunk[i + matched] == MARK[matched]) {
        matched++;
      }
      if (matched == MARK.length) {
        return i + MARK.length - 4;
      }
    }
    return -1;
  }

  private byte[] batch(List<String> ids) {
    StringBuilder body = new StringBuilder("{\"observations\":[");
    for (int i = 0; i < ids.size(); i++) {
      body.append(i == 0 ? "" : ",").append("{\"decisionId\":\"").append(ids.get(i));
      body.append("\",\"status\":").append(i % 20 == 0 ? 404 : 200);
      body.append(",\"bytes\":1234,\"durationMicros\":5678}");
    }
    byte[] bytes = body.append("]}").toString().getBytes(StandardCharsets.US_ASCII);
    StringBuilder head = new StringBuilder("POST " + uri.getRawPath() + " HTTP/1.1\r\n");
    head.append("Host: ").append(uri.getAuthority()).append("\r\n");
    head.append("Content-Type: application/json\r\nContent-Length: ").append(bytes.length);
    head.append("\r\n").append(System.getenv().getOrDefault("HEADERS", "")).append("\r\n\r\n");
    byte[] start = head.toString().getBytes(StandardCharsets.US_ASCII);
    byte[] all = new byte[start.length + bytes.length];
    System.arraycopy(start, 0, all, 0, start.length);
    System.arraycopy(bytes, 0, all, start.length, bytes.length);
    return all;
  }

  private void send(long first, long interval, long end) {
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      byte[] last = new byte[0];
      for (long due = first; due < end && System.nanoTime() < end; due += interval) {
        for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
          LockSupport.parkNanos(wait);
        }
        byte[] next = batches.poll(last.length == 0 ? 1_000 : 0, TimeUnit.MILLISECONDS);
        last = next == null ? last : next;
        if (last.length > 0) {
          socket.getOutputStream().write(last);
          count(Answers.body(in));
        }
      }
    } catch (IOException e) {
      failed.addAndGet(BATCH);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void count(String body) {
    long taken = Answers.number(body, "accepted");
    if (taken < 0) {
      failed.addAndGet(BATCH);
    } else {
      accepted.addAndGet(taken);
      unknown.addAndGet(Answers.number(body, "unknown"));
    }
  }

  /// As much of HTTP/1.1 and JSON as the answers need.
  private static final class Answers {
    private Answers() {}

    static String body(InputStream in) throws IOException {
      int length = 0;
      for (String line = line(in); !line.isEmpty(); line = line(in)) {
        String header = line.toLowerCase(Locale.ROOT);
        if (header.startsWith("content-length:")) {
          length = Integer.parseInt(header.substring("content-length:".length()).strip());
        }
      }
      return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    /// @return -1 where it is not there
    static long number(String json, String name) {
      int at = json.indexOf("\"" + name + "\":");
      if (at < 0) {
        return -1;
      }
      int from = at + name.length() + 3;
      int to = from;
      while (to < json.length() && Character.isDigit(json.charAt(to))) {
        to++;
      }
      return Long.parseLong(json.substring(from, to));
    }

    private static String line(InputStream in) throws IOException {
      StringBuilder line = new StringBuilder();
      for (int c = in.read(); c != '\n'; c = in.read()) {
        if (c < 0) {
          throw new IOException("the server hung up");
        }
        line.append((char) c);
      }
      return line.toString().strip();
    }
  }
}
