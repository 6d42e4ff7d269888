package dev.warder.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.gateway.Backlog.Lateness;
import org.junit.jupiter.api.Test;

class BacklogTest {
  private static final long MS = 1_000_000;
  private static final long BEAT = 10 * MS;
  private static final long TOLERATED = 100 * MS;

  private long now;
  private final Lateness loop = new Lateness(TOLERATED, BEAT);
  private long due = BEAT;

  /// The loop comes late by so much, so many times.
  private void late(long by, int times) {
    for (int i = 0; i < times; i++) {
      now = due + by;
      due = now + BEAT;
      loop.came(now, due);
    }
  }

  @Test
  void aLoopThatComesInTimeTurnsNobodyAway() {
    late(20 * MS, 100);
    assertThat(loop.share(now)).isZero();
  }

  @Test
  void onePauseTurnsNobodyAwayHoweverLong() {
    late(0, 5);
    late(2_000 * MS, 1);
    assertThat(loop.share(now)).isZero();
    late(0, 1);
    assertThat(loop.share(now)).isZero();
  }

  @Test
  void aLoopThatIsLateForLongTurnsMoreAwayTheLaterItIs() {
    late(110 * MS, 5);
    double some = loop.share(now);
    late(150 * MS, 5);
    double more = loop.share(now);
    late(500 * MS, 5);
    double most = loop.share(now);
    assertThat(some).isBetween(0.3, 0.8);
    assertThat(more).isGreaterThan(some);
    assertThat(most).isGreaterThan(more).isLessThan(1);
  }

  @Test
  void itTakesEverybodyAgainAsSoonAsItHasCaughtUp() {
    late(300 * MS, 10);
    assertThat(loop.share(now)).isPositive();
    late(5 * MS, 1);
    assertThat(loop.share(now)).isZero();
  }

  @Test
  void whatIsOverdueCountsBeforeTheLoopComes() {
    late(110 * MS, 5);
    double before = loop.share(now);
    assertThat(loop.share(now + 200 * MS)).isGreaterThan(before);
  }
}
