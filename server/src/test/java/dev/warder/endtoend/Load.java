package dev.warder.endtoend;

import dev.warder.endtoend.Warder.Made;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Several connections that ask for decisions and make tokens until the service is dead, and note
/// what they were answered.
final class Load {
  /// The principal of the tokens that are made.
  static final String MADE = "made-under-load";

  private static final int DECIDERS = 4;

  private Load() {}

  /// @param tokens ids of tokens whose making was answered with 201
  record Acknowledged(Set<String> decisions, Set<String> tokens) {}

  /// Loads the service, waits for the moment, kills it.
  static Acknowledged until(Service service, Runnable moment) throws IOException {
    Warder admin = service.admin();
    Made caller = admin.makeToken("loader", "service", "orders:read");
    Acknowledged done =
        new Acknowledged(ConcurrentHashMap.newKeySet(), ConcurrentHashMap.newKeySet());
    CountDownLatch firstAnswer = new CountDownLatch(1);
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      callers.execute(() -> untilDead(() -> done.tokens().add(makeToken(admin))));
      for (int i = 0; i < DECIDERS; i++) {
        callers.execute(() ->
            untilDead(() -> {
              done.decisions().add(decide(admin, caller));
              firstAnswer.countDown();
            }));
      }
      await(firstAnswer);
      moment.run();
      service.kill();
    }
    return done;
  }

  private interface Step {
    void go() throws IOException;
  }

  private static void untilDead(Step step) {
    try {
      while (true) {
        step.go();
      }
    } catch (IOException e) {
      // The service is dead: what was not answered is nobody's loss.
    }
  }

  private static String makeToken(Warder admin) throws IOException {
    return admin.makeToken(MADE, "agent", "orders:read").id();
  }

  private static String decide(Warder admin, Made caller) throws IOException {
    Map<String, Object> request =
        Map.of(
            "method", "GET",
            "scheme", "https",
            "host", "api.example.com",
            "path", "/orders/42",
            "sourceIp", "203.0.113.7",
            "headers", Map.of("user-agent", "load/1.0"));
    return admin.decide(caller.token(), request).get("id").asString();
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
