package dev.warder.endtoend;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// A program that a test started, and that ends with the test.
final class Child implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int BETWEEN_LOOKS_MILLIS = 20;

  private final Process process;
  private final Path log;
  private final Duration patience;

  private Child(Process process, Path log, Duration patience) {
    this.process = process;
    this.log = log;
    this.patience = patience;
  }

  /// What it prints goes to `NAME.log` in the folder, which is also where it runs.
  static Child start(
      String name, Path folder, Map<String, String> environment, List<String> command) {
    Path log = folder.resolve(name + ".log");
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    try {
      return new Child(builder.start(), log, PATIENCE);
    } catch (IOException e) {
      throw new AssertionError("cannot start " + command.getFirst(), e);
    }
  }

  /// Below the range from which the system takes ports of outgoing connections, so that none of
  /// them takes it before the program does; above the last that browsers and `fetch` refuse to call
  /// (10080, Fetch section 2.10).
  static int freePort() {
    for (int i = 0; i < 100; i++) {
      int port = ThreadLocalRandom.current().nextInt(10_081, 32_000);
      try (ServerSocket socket = new ServerSocket(port)) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        // another may be free
      }
    }
    throw new AssertionError("no free port");
  }

  /// Of many parts, and slow on a busy machine.
  Child patiently(Duration patience) {
    return new Child(process, log, patience);
  }

  Child listeningOn(int port) {
    return when(() -> accepts(port));
  }

  /// Waits for what the program is meant to bring about; fails where it ends before.
  Child when(BooleanSupplier ready) {
    long end = System.nanoTime() + patience.toNanos();
    while (!ready.getAsBoolean()) {
      if (endsWithin(BETWEEN_LOOKS_MILLIS) || System.nanoTime() > end) {
        process.destroyForcibly();
        throw new AssertionError("did not start; it printed:\n" + printed());
      }
    }
    return this;
  }

  boolean endsWithin(long millis) {
    try {
      return process.waitFor(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  int exitCode() {
    if (!endsWithin(patience.toMillis())) {
      process.destroyForcibly();
      throw new AssertionError("did not end; it printed:\n" + printed());
    }
    return process.exitValue();
  }

  String printed() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new AssertionError("cannot read " + log, e);
    }
  }

  /// `kill -9`: the program, and what it started, get no chance to finish anything.
  void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    exitCode();
  }

  @Override
  public void close() {
    process.destroy();
    if (!endsWithin(TimeUnit.SECONDS.toMillis(10))) {
      kill();
    }
  }

  private static boolean accepts(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
