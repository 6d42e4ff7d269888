package dev.warder.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.model.Decision;
import dev.warder.model.IdSource;
import dev.warder.model.Outcome;
import dev.warder.store.memory.MemoryIncidentStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What the monitor does with more than it can look at.
class MonitorTest {
  private static final int PLACES = 16_384;

  private static List<Outcome> outcomes(int count) {
    List<Outcome> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(new Outcome("dec_" + i, Instant.EPOCH, "tok_1", 200, null, null));
    }
    return all;
  }

  @Test
  void eachOutcomeTakesAPlaceAndEachThatFindsNoneIsCounted() throws InterruptedException {
    CountDownLatch looking = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    try (Monitor monitor = new Monitor(List.of(), blocking(looking, goOn))) {
      Calls touched = Calls.usual();
      touched.tags = Map.of("honey", "true");
      monitor.decided(touched.decision());
      assertThat(looking.await(60, TimeUnit.SECONDS)).isTrue();

      int taken = monitor.waiting(); // what is being looked at still has its place
      monitor.observed(outcomes(PLACES - taken - 10));
      monitor.observed(outcomes(64));
      assertThat(monitor.lost()).isEqualTo(64);
      monitor.observed(outcomes(10));
      assertThat(monitor.lost()).isEqualTo(64);
      assertThat(monitor.waiting()).isEqualTo(PLACES);
      monitor.decided(Calls.usual().decision());
      assertThat(monitor.lost()).isEqualTo(65);

      goOn.countDown();
      assertThat(monitor.awaitSeen(60, TimeUnit.SECONDS)).isTrue();
      monitor.observed(outcomes(64));
      assertThat(monitor.lost()).isEqualTo(65);
    }
  }

  @Test
  void outcomesAreLookedAtBesideTheirCallsAndOthersAreCounted() throws InterruptedException {
    int newest = 40_000;
    Incidents incidents = blocking(new CountDownLatch(1), new CountDownLatch(0));
    try (Monitor monitor = new Monitor(List.of(), incidents)) {
      List<Outcome> all = new ArrayList<>();
      for (int i = 0; i < 3 * newest; i++) {
        Decision decision = Calls.usual().decision();
        monitor.decided(decision);
        all.add(new Outcome(decision.id(), Instant.EPOCH, "tok_alice", 200, null, null));
        if (i % 4_000 == 0) {
          assertThat(monitor.awaitSeen(60, TimeUnit.SECONDS)).isTrue();
        }
      }
      for (int from = 2 * newest; from < all.size(); from += 4_000) {
        monitor.observed(all.subList(from, from + 4_000));
        assertThat(monitor.awaitSeen(60, TimeUnit.SECONDS)).isTrue();
      }
      assertThat(monitor.lost()).isZero();
      assertThat(monitor.unmatched()).isLessThan(newest / 100);
      long before = monitor.unmatched();
      monitor.observed(outcomes(64));
      assertThat(monitor.awaitSeen(60, TimeUnit.SECONDS)).isTrue();
      assertThat(monitor.unmatched()).isEqualTo(before + 64);
    }
  }

  /// Holds up the monitor's thread at its first incident.
  private static Incidents blocking(CountDownLatch looking, CountDownLatch goOn) {
    IdSource ids = new IdSource(InstantSource.system(), new Random(1));
    return new Incidents(
        new MemoryIncidentStore(),
        ids,
        InstantSource.system(),
        incident -> {
          looking.countDown();
          try {
            assertThat(goOn.await(60, TimeUnit.SECONDS)).isTrue();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }
}
