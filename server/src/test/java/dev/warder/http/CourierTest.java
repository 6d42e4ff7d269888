package dev.warder.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.CommonPools;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CourierTest {
  private final Courier courier = new Courier();
  private final EventLoop loop = CommonPools.workerGroup().next();

  /// As a call does: asks on its loop, and notes on which thread it got its answer.
  private CompletableFuture<Thread> asked(CompletableFuture<String> answer) throws Exception {
    CompletableFuture<CompletableFuture<Thread>> asked = new CompletableFuture<>();
    loop.execute(
        () -> asked.complete(courier.home(answer).thenApply(said -> Thread.currentThread())));
    return asked.get();
  }

  private Thread loopThread() throws Exception {
    return CompletableFuture.supplyAsync(Thread::currentThread, loop).get();
  }

  @Test
  void whatIsCompletedTogetherIsHandedOverTogetherOnTheLoopThatAsked() throws Exception {
    courier.deliver();
    List<CompletableFuture<String>> answers = new ArrayList<>();
    List<CompletableFuture<Thread>> got = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      answers.add(new CompletableFuture<>());
      got.add(asked(answers.getLast()));
    }
    answers.forEach(answer -> answer.complete("yes"));
    assertThat(loopThread()).isNotNull(); // whatever the loop was given before has been done
    assertThat(got).noneMatch(CompletableFuture::isDone);
    courier.deliver();
    for (CompletableFuture<Thread> each : got) {
      assertThat(each.get()).isSameAs(loopThread());
    }
  }

  @Test
  void anotherThreadNeedNotWaitForTheCarrier() throws Exception {
    courier.deliver();
    CompletableFuture<String> answer = new CompletableFuture<>();
    CompletableFuture<Thread> got = asked(answer);
    Thread.ofPlatform().start(() -> answer.complete("too late")).join();
    assertThat(got.get()).isSameAs(loopThread());
  }

  @Test
  void aFailureComesHomeToo() throws Exception {
    courier.deliver();
    CompletableFuture<String> answer = new CompletableFuture<>();
    CompletableFuture<Thread> got = asked(answer);
    answer.completeExceptionally(new IllegalStateException("broken"));
    assertThat(got.handle((thread, failure) -> failure.getMessage()).get()).contains("broken");
  }

  @Test
  void whatFollowsARoundIsDoneOnceForAllOfIt() throws Exception {
    AtomicInteger done = new AtomicInteger();
    Runnable what = done::incrementAndGet;
    for (int round = 1; round <= 3; round++) {
      CompletableFuture<Integer> within = new CompletableFuture<>();
      loop.execute(() -> {
        for (int call = 0; call < 5; call++) {
          courier.afterThisRound(what);
        }
        within.complete(done.get());
      });
      assertThat(within.get()).isEqualTo(round - 1);
      assertThat(loopThread()).isNotNull();
      assertThat(done).hasValue(round);
    }
    courier.afterThisRound(what);
    assertThat(done).hasValue(4);
  }

  @Test
  void whoAsksElsewhereIsAnsweredWhereTheAnswerIs() {
    CompletableFuture<String> answer = new CompletableFuture<>();
    assertThat(courier.home(answer)).isSameAs(answer);
  }
}
