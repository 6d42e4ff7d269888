package dev.warder.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Connections that want to be a burden: `Idlers URL MODE COUNT SECONDS`. `idle` sends nothing,
/// `slow` a byte of a header a second, `flood` headers without end. Prints as JSON how many were
/// opened, and how many of them the server had closed by the end.
final class Idlers {
  private static final byte[] START =
      "GET /authz/nginx HTTP/1.1\r\nHost: localhost\r\nX-A: ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FLOOD =
      ("X-B: " + "b".repeat(1000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
  private static final long BETWEEN = TimeUnit.MILLISECONDS.toNanos(20);

  private Idlers() {}

  public static void main(String[] arguments) throws IOException {
    URI uri = URI.create(arguments[0]);
    String mode = arguments[1];
    int count = Integer.parseInt(arguments[2]);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Long.parseLong(arguments[3]));
    List<SocketChannel> open = new ArrayList<>();
    int opened = 0;
    for (int i = 0; i < count; i++) {
      try {
        SocketChannel channel =
            SocketChannel.open(new InetSocketAddress(uri.getHost(), uri.getPort()));
        channel.configureBlocking(false);
        opened++;
        if (mode.equals("idle") || send(channel, START)) {
          open.add(channel);
        }
      } catch (IOException refused) {
        // counted by what is missing
      }
    }
    long second = System.nanoTime();
    while (System.nanoTime() < end) {
      boolean drip = System.nanoTime() > second;
      second += drip ? TimeUnit.SECONDS.toNanos(1) : 0;
      for (Iterator<SocketChannel> each = open.iterator(); each.hasNext(); ) {
        if (!goOn(each.next(), mode, drip)) {
          each.remove();
        }
      }
      LockSupport.parkNanos(BETWEEN);
    }
    System.out.printf(
        Locale.ROOT,
        "{\"mode\":\"%s\",\"wanted\":%d,\"opened\":%d,\"closedByServer\":%d}%n",
        mode,
        count,
        opened,
        opened - open.size());
  }

  private static boolean goOn(SocketChannel channel, String mode, boolean drip) {
    try {
      if (channel.read(ByteBuffer.allocate(1024)) < 0) {
        return false;
      }
    } catch (IOException closed) {
      return false;
    }
    return switch (mode) {
      case "slow" -> !drip || send(channel, new byte[] {'a'});
      case "flood" -> send(channel, FLOOD);
      default -> true;
    };
  }

  private static boolean send(SocketChannel channel, byte[] bytes) {
    try {
      channel.write(ByteBuffer.wrap(bytes));
      return true;
    } catch (IOException closed) {
      return false;
    }
  }
}
