package dev.warder.token;

import static dev.warder.token.TokenFixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warder.model.Address;
import dev.warder.model.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LastUsesTest {
  private static final Address HERE = Address.parse("192.0.2.1").orElseThrow();
  private static final Address THERE = Address.parse("192.0.2.2").orElseThrow();
  private static final Duration NEVER = Duration.ofDays(1);

  private final Batches log = new Batches();

  /// Keeps every batch, and fails while its disk is full.
  private static final class Batches implements UseLog {
    final List<Map<String, LastUse>> batches = new ArrayList<>();
    final CountDownLatch first = new CountDownLatch(1);
    volatile boolean full;

    @Override
    public synchronized void record(Map<String, LastUse> byTokenId) {
      if (full) {
        throw new Fault.Unavailable("full", null);
      }
      batches.add(byTokenId);
      first.countDown();
    }

    @Override
    public synchronized Map<String, LastUse> read(Set<String> tokenIds) {
      Map<String, LastUse> uses = new HashMap<>();
      batches.forEach(uses::putAll);
      uses.keySet().retainAll(tokenIds);
      return uses;
    }
  }

  @Test
  void manyUsesAreOneWrite() {
    try (LastUses uses = new LastUses(log, NEVER, 10)) {
      for (int i = 0; i < 10_000; i++) {
        uses.note("tok_1", NOW.plusMillis(i), HERE);
      }
      assertThat(log.batches).isEmpty();
      uses.flush();
      uses.flush();
    }
    assertThat(log.batches).hasSize(1);
    assertThat(log.batches.getFirst())
        .hasEntrySatisfying("tok_1", use -> assertThat(use.at()).isAfter(NOW.plusSeconds(8)));
  }

  @Test
  void useIsKnownBeforeItIsWritten() {
    try (LastUses uses = new LastUses(log, NEVER, 10)) {
      uses.note("tok_1", NOW, HERE);
      uses.flush();
      uses.note("tok_1", NOW.plusSeconds(5), THERE);
      uses.note("tok_1", NOW.plusSeconds(3), HERE); // arrives late
      assertThat(uses.of(Set.of("tok_1", "tok_2")))
          .isEqualTo(Map.of("tok_1", new LastUse(NOW.plusSeconds(5), THERE)));
    }
  }

  @Test
  void anotherAddressIsNotedAtOnce() {
    try (LastUses uses = new LastUses(log, NEVER, 10)) {
      uses.note("tok_1", NOW, HERE);
      uses.note("tok_1", NOW.plusMillis(1), THERE);
      assertThat(uses.of(Set.of("tok_1")).get("tok_1"))
          .isEqualTo(new LastUse(NOW.plusMillis(1), THERE));
    }
  }

  @Test
  void closingWritesTheRest() {
    LastUses uses = new LastUses(log, NEVER, 10);
    uses.note("tok_1", NOW, HERE);
    uses.close();
    assertThat(log.batches).containsExactly(Map.of("tok_1", new LastUse(NOW, HERE)));
  }

  @Test
  void usesAreWrittenNowAndThen() throws InterruptedException {
    try (LastUses uses = new LastUses(log, Duration.ofMillis(1), 10)) {
      uses.note("tok_1", NOW, HERE);
      assertThat(log.first.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void failedWriteLosesNothing() {
    try (LastUses uses = new LastUses(log, NEVER, 10)) {
      uses.note("tok_1", NOW, HERE);
      log.full = true;
      assertThatThrownBy(uses::flush).isInstanceOf(Fault.Unavailable.class);
      log.full = false;
      uses.flush();
    }
    assertThat(log.batches).containsExactly(Map.of("tok_1", new LastUse(NOW, HERE)));
  }

  @Test
  void noMoreThanSoManyTokensArePending() {
    try (LastUses uses = new LastUses(log, NEVER, 10)) {
      for (int i = 0; i < 1_000; i++) {
        uses.note("tok_" + i, NOW, HERE);
      }
    }
    assertThat(log.batches.getFirst()).hasSize(10);
  }
}
