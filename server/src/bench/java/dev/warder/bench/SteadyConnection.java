package dev.warder.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/// One connection of [SteadyLoad]: a call each interval, the next one not before the answer to the
/// last.
final class SteadyConnection {
  static final long HIGHEST = TimeUnit.SECONDS.toMicros(60);
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);
  private static final int LARGEST_ANSWER = 1 << 16;

  private final SocketChannel channel;
  private final ByteBuffer request;
  private final ByteBuffer answer = ByteBuffer.allocate(LARGEST_ANSWER);
  private final long interval;
  private final long end;
  private final Histogram histogram;
  private long due;
  private long sent;
  private boolean waiting;
  private boolean done;
  private long failed;

  SteadyConnection(
      URI uri,
      Selector selector,
      ByteBuffer request,
      long first,
      long interval,
      long end,
      Histogram histogram)
      throws IOException {
    this.channel = SocketChannel.open(new InetSocketAddress(uri.getHost(), uri.getPort()));
    this.request = request.duplicate();
    this.due = first;
    this.interval = interval;
    this.end = end;
    this.histogram = histogram;
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, this);
  }

  boolean done() {
    return done;
  }

  long failed() {
    return failed;
  }

  /// Sends the call that is due; whether there was one.
  boolean send(long now) {
    if (waiting || done) {
      if (waiting && now - sent > PATIENCE) {
        fail();
      }
      return false;
    }
    if (due >= end) {
      close();
      return false;
    }
    if (due > now) {
      return false;
    }
    try {
      request.rewind();
      while (request.hasRemaining()) {
        channel.write(request);
      }
      waiting = true;
      sent = now;
    } catch (IOException e) {
      fail();
    }
    return true;
  }

  /// Takes in what has come, and counts the call if its answer is whole.
  void read() {
    try {
      int count = channel.read(answer);
      if (count < 0 || !waiting) {
        fail();
        return;
      }
      int status = Answers.status(answer.array(), answer.position());
      if (status == Answers.NOT_YET) {
        if (!answer.hasRemaining()) {
          fail();
        }
        return;
      }
      answer.clear();
      waiting = false;
      failed += status == 200 ? 0 : 1;
      long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - due);
      histogram.recordValue(Math.min(HIGHEST, micros));
      due += interval;
    } catch (IOException e) {
      fail();
    }
  }

  private void fail() {
    failed++;
    waiting = false;
    close();
  }

  private void close() {
    done = true;
    try {
      channel.close();
    } catch (IOException e) {
      failed++;
    }
  }
}
