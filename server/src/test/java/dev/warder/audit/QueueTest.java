package dev.warder.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class QueueTest {
  private static final int ROUNDS = 3_000;

  private static Waiting waiting() {
    return new Waiting(
        new JsonWriter(16, new Decimals()), Label.of(0, "dec_1", "alice", "tok_1", "allow"));
  }

  private static void meet(AtomicInteger there, int round) {
    while (there.get() < round) {
      Thread.onSpinWait();
    }
  }

  /// As the journal's thread does.
  private static void closeAndDrain(Queue queue) {
    queue.close();
    while (!queue.isDrained()) {
      Waiting next = queue.poll();
      if (next != null) {
        next.written(0);
      }
    }
  }

  /// Who waits for a record that came while the journal closed would otherwise wait for ever.
  @Test
  void whatComesWhileItClosesIsTakenOrRefused() throws Exception {
    AtomicInteger closing = new AtomicInteger(-1);
    AtomicInteger added = new AtomicInteger(-1);
    List<Queue> queues = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      queues.add(new Queue(10, 1_000));
    }
    List<CompletableFuture<Long>> done = new ArrayList<>();
    try (ExecutorService caller = Executors.newSingleThreadExecutor()) {
      var calling =
          caller.submit(() -> {
            for (int i = 0; i < ROUNDS; i++) {
              Waiting record = waiting();
              meet(closing, i);
              done.add(queues.get(i).add(record));
              added.set(i);
            }
          });
      for (int i = 0; i < ROUNDS; i++) {
        closing.set(i);
        closeAndDrain(queues.get(i));
        meet(added, i);
      }
      calling.get();
    }
    assertThat(done).hasSize(ROUNDS).allMatch(CompletableFuture::isDone);
    assertThat(queues).allMatch(queue -> queue.size() == 0);
  }

  /// An event loop that hangs must not keep the records of others.
  @Test
  void aTakerThatNobodyWakesLooksByItself() throws Exception {
    Queue queue = new Queue(10, 1_000);
    queue.wokenBy(wake -> {});
    CompletableFuture<Waiting> taken = new CompletableFuture<>();
    Thread taker =
        Thread.ofPlatform()
            .start(() -> {
              Waiting next = queue.poll();
              while (next == null) {
                queue.nap();
                next = queue.poll();
              }
              taken.complete(next);
            });
    queue.takenBy(taker);
    Waiting record = waiting();
    var _ = queue.add(record);
    assertThat(taken.get()).isSameAs(record);
  }

  @Test
  void aClosedQueueTakesNothing() {
    Queue queue = new Queue(10, 1_000);
    queue.close();
    assertThat(queue.add(waiting())).isCompletedExceptionally();
    assertThat(queue.isDrained()).isTrue();
  }
}
