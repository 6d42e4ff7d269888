package dev.warder.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.model.RateLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BucketsTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final RateLimit SIXTY_A_MINUTE = new RateLimit(60, Duration.ofMinutes(1));

  private final Buckets buckets = new Buckets();

  @Test
  void aBurstOfTheWholeLimitPassesAndTheNextWaits() {
    for (int i = 0; i < 60; i++) {
      assertThat(charge("rule", "token", SIXTY_A_MINUTE, NOON)).isZero();
    }
    assertThat(charge("rule", "token", SIXTY_A_MINUTE, NOON)).isEqualTo(Duration.ofSeconds(1));
    assertThat(charge("rule", "token", SIXTY_A_MINUTE, NOON.plusSeconds(1))).isZero();
  }

  @Test
  void tokensAndRulesDoNotShareABucket() {
    RateLimit one = new RateLimit(1, Duration.ofHours(1));
    assertThat(charge("rule", "a", one, NOON)).isZero();
    assertThat(charge("rule", "b", one, NOON)).isZero();
    assertThat(charge("other", "a", one, NOON)).isZero();
    assertThat(charge("rule", "a", one, NOON)).isPositive();
  }

  @Test
  void parallelCallsNeverGetMoreThanTheLimit() {
    long passed =
        IntStream.range(0, 1000)
            .parallel()
            .filter(i -> charge("rule", "token", SIXTY_A_MINUTE, NOON).isZero())
            .count();
    assertThat(passed).isEqualTo(60);
  }

  @Property(tries = 100)
  void noMinuteLetsThroughMoreThanTwiceTheLimit(
      @ForAll @IntRange(min = 1, max = 50) int requests,
      @ForAll @IntRange(min = 1, max = 200) int gapMillis) {
    RateLimit limit = new RateLimit(requests, Duration.ofMinutes(1));
    long passed =
        IntStream.range(0, 60_000 / gapMillis)
            .filter(i -> charge("p", "t" + gapMillis, limit, at(i, gapMillis)).isZero())
            .count();
    assertThat(passed).isLessThanOrEqualTo(2L * requests);
  }

  private static Instant at(int index, int gapMillis) {
    return NOON.plusMillis((long) index * gapMillis);
  }

  private Duration charge(String rule, String token, RateLimit limit, Instant now) {
    return buckets.charge(rule, token, limit, now).pause();
  }
}
