package dev.warder.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class WatchTest {
  @Test
  void whatIsStillOpenAtItsDeadlineFails() {
    try (Watch watch = new Watch(Duration.ofMillis(20))) {
      CompletableFuture<String> late = new CompletableFuture<>();
      CompletableFuture<String> early = CompletableFuture.completedFuture("in time");
      watch.over(early, System.nanoTime());
      watch.over(late, System.nanoTime());
      assertThatThrownBy(() -> late.get(5, TimeUnit.SECONDS))
          .hasCauseInstanceOf(TimeoutException.class);
      assertThat(early).isCompletedWithValue("in time");
    }
  }
}
