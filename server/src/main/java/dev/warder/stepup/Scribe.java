package dev.warder.stepup;

import dev.warder.model.Decision;
import dev.warder.model.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes challenges down behind the answers, in the order in which they came, on a thread of its
/// own; then tells those who want to know.
///
/// What a store refuses for now is tried again. What was lost with the process stands in the
/// journal, and is recalled from there.
final class Scribe implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Scribe.class);
  private static final int BATCH = 500;
  private static final int MOST = 100_000;
  private static final Duration KEPT = Duration.ofDays(30);
  private static final Duration PRUNE_EVERY = Duration.ofHours(1);
  private static final long AGAIN_MILLIS = 200;

  private final LinkedBlockingDeque<Line> lines = new LinkedBlockingDeque<>(MOST);
  private final ReentrantLock writing = new ReentrantLock();
  private final ChallengeStore store;
  private final Chronicle chronicle;
  private final Challenges.Opened opened;
  private final Thread thread;
  private volatile boolean closed;
  private volatile Instant pruned = Instant.EPOCH;

  private sealed interface Line {
    ProofRequest request();

    record New(ProofRequest request, Decision decision) implements Line {}

    record Changed(ProofRequest request) implements Line {}

    record Expired(ProofRequest request) implements Line {}
  }

  Scribe(ChallengeStore store, Chronicle chronicle, Challenges.Opened opened) {
    this.store = store;
    this.chronicle = chronicle;
    this.opened = opened;
    thread = Thread.ofPlatform().daemon().name("warder-challenges").start(this::run);
  }

  void opened(ProofRequest request, Decision decision) {
    add(new Line.New(request, decision));
  }

  void changed(ProofRequest request) {
    add(new Line.Changed(request));
  }

  void expired(ProofRequest request) {
    add(new Line.Expired(request));
  }

  private void add(Line line) {
    if (!lines.offer(line)) {
      LOG.warn("{} is kept in the journal alone: the disk is too slow", line.request().id());
    }
  }

  /// Returns when everything is written that was told before.
  ///
  /// @throws Fault.Unavailable where the store cannot be written
  void flush() {
    writing.lock();
    try {
      while (!lines.isEmpty()) {
        write();
      }
    } finally {
      writing.unlock();
    }
  }

  void prune(Instant now) {
    if (Duration.between(pruned, now).compareTo(PRUNE_EVERY) > 0) {
      pruned = now;
      store.prune(now.minus(KEPT));
    }
  }

  private void run() {
    while (!closed) {
      try {
        Line next = lines.poll(1, TimeUnit.SECONDS);
        if (next != null) {
          var _ = lines.offerFirst(next);
          flush();
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        LOG.warn("challenges cannot be kept just now; trying again: {}", e.toString());
        pause();
      }
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(AGAIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// A batch at most; what fails stays in line.
  private void write() {
    List<Line> batch = new ArrayList<>();
    lines.drainTo(batch, BATCH);
    try {
      store.save(
          batch.stream()
              .filter(line -> !(line instanceof Line.Expired))
              .map(Line::request)
              .toList());
      batch.stream()
          .filter(line -> line instanceof Line.Expired)
          .forEach(line -> store.settle(line.request()));
    } catch (RuntimeException e) {
      batch
          .reversed()
          .forEach(line -> {
            var _ = lines.offerFirst(line);
          });
      throw e;
    }
    batch.forEach(this::tell);
  }

  private void tell(Line line) {
    ProofRequest request = line.request();
    switch (line) {
      case Line.New(var asked, var decision) -> {
        chronicle.later("challenge.opened", asked.principal().id(), asked.id(), details(asked));
        try {
          opened.opened(asked, decision);
        } catch (RuntimeException e) {
          LOG.warn("nobody could be told of {}: {}", asked.id(), e.toString());
        }
      }
      case Line.Changed changed ->
          chronicle.later(
              "challenge.spent", request.principal().id(), request.id(), details(request));
      case Line.Expired expired ->
          chronicle.later("challenge.expired", "system", request.id(), details(request));
    }
  }

  /// What a record says of a challenge.
  static Map<String, Object> details(ProofRequest request) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("principal", request.principal().id());
    details.put("tokenId", request.tokenId());
    details.put("decisionId", request.decisionId());
    details.put("rules", request.rules());
    details.put("acr", request.acr());
    details.put("client", request.client());
    details.put("network", request.network());
    details.put("state", request.state().wire());
    Proof proof = request.proof();
    if (proof != null) {
      details.put("level", proof.level());
      details.put("way", proof.way());
      details.put("by", proof.by());
      details.put("until", proof.until());
      details.put("once", proof.once());
    }
    return details;
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(5));
      flush();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.warn("the last challenges stand in the journal alone: {}", e.toString());
    }
  }
}
