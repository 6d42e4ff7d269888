package dev.warder.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.model.Address;
import dev.warder.model.Attempt;
import dev.warder.model.CanonicalPath;
import dev.warder.model.Credential;
import dev.warder.model.Decision;
import dev.warder.model.Denial;
import dev.warder.model.Refusal;
import dev.warder.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class CrowdTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
  private final List<Event> events = new ArrayList<>();
  private final Set<String> inFull = new HashSet<>();
  private long counted;
  private int made;

  private Crowd crowd(Retention retention) {
    FloodBudget budget = new FloodBudget(retention, now::get);
    return new Crowd(budget, Samples.ids(), now::get, events::add);
  }

  private Decision nobody(int source) {
    Attempt attempt =
        new Attempt(
            now.get(),
            "tok_gateway",
            new Credential.Absent(),
            "GET",
            "https",
            "api.example.com",
            new CanonicalPath("/orders/" + made, null),
            Address.ofV4(source),
            Map.of("user-agent", "x"),
            null);
    return new Decision(
        "dec_" + made++,
        now.get(),
        attempt,
        null,
        null,
        Refusal.ABSENT,
        null,
        null,
        null,
        null,
        null,
        new Verdict.Deny(Denial.NO_CREDENTIAL),
        List.of(),
        List.of("no-credential"),
        1);
  }

  /// Whoever is answered is answered with the id of something that was recorded in full.
  private void call(Crowd crowd, int source) {
    Decision decision = nobody(source);
    Optional<String> other = crowd.take(decision);
    if (other.isPresent()) {
      assertThat(inFull.contains(other.get())).isTrue(); // assertj looks at each
      counted++;
    } else {
      inFull.add(decision.id());
    }
  }

  private long told() {
    return events.stream().mapToLong(event -> (Long) event.details().get("count")).sum();
  }

  @Test
  void aFloodFromOneSourceIsAFewRecordsAndACountASecond() {
    Crowd crowd = crowd(Retention.EVERYTHING);
    for (int i = 0; i < 50_000; i++) {
      call(crowd, 1);
    }
    assertThat(inFull).hasSize(10);
    now.set(NOON.plusSeconds(1));
    call(crowd, 1);
    assertThat(events).hasSize(1);
    Event event = events.getFirst();
    assertThat(event.kind()).isEqualTo("attempts.coalesced");
    assertThat(event.subject()).isEqualTo("dec_9");
    assertThat(event.details())
        .containsEntry("count", 49_990L)
        .containsEntry("source", "0.0.0.1")
        .containsEntry("reason", "absent")
        .containsEntry("gateway", "tok_gateway");
  }

  @Test
  void aFewCallsAreEachRecordedAndNothingIsTold() {
    Crowd crowd = crowd(Retention.EVERYTHING);
    for (int i = 0; i < 300; i++) {
      call(crowd, i % 30);
    }
    crowd.close();
    assertThat(inFull).hasSize(300);
    assertThat(events).isEmpty();
  }

  /// A year and more of a flood from ever new sources takes no more than its share of what
  /// retention keeps, and every call of it is counted.
  @Test
  void noFloodPushesTheRecordsOfOthersOut() {
    long size = 40_000_000;
    Duration age = Duration.ofDays(400);
    Crowd crowd = crowd(new Retention(age, size, true));
    int calls = 50_000;
    Duration step = age.dividedBy(calls);
    for (int i = 0; i < calls; i++) {
      call(crowd, i);
      call(crowd, i);
      now.set(now.get().plus(step));
    }
    crowd.close();
    long taken = inFull.size() * 1_000L + events.size() * 500L;
    assertThat(taken).isLessThan(size * 28 / 100);
    assertThat(counted + inFull.size()).isEqualTo(2L * calls);
    assertThat(told()).isEqualTo(counted);
    assertThat(events).anySatisfy(event -> assertThat(event.details()).containsKey("sources"));
  }

  @Test
  void whatComesFromThousandsOfSourcesAtOnceIsBoundedToo() {
    Crowd crowd = crowd(Retention.EVERYTHING);
    for (int i = 0; i < 30_000; i++) {
      call(crowd, i);
    }
    crowd.close();
    assertThat(inFull).hasSize(1_001);
    assertThat(told()).isEqualTo(30_000 - 1_001);
  }

  @Test
  void whoProvedWhoItIsIsNeverCoalesced() {
    Crowd crowd = crowd(Retention.EVERYTHING);
    for (int i = 0; i < 100; i++) {
      assertThat(crowd.take(Samples.usual("dec_x"))).isEmpty();
    }
  }
}
