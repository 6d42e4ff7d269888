package dev.warder.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.model.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Records of what became of calls: found, and read back, whoever wrote them.
class OutcomesTest extends SearchedJournal {
  private static final Outcome ONE =
      new Outcome("dec_one", START, "tok_0", 404, 12L, Duration.ofNanos(250_000));

  private static List<Outcome> many(int count, int tokens) {
    List<Outcome> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Instant called = START.plusMillis(i);
      String id = Samples.ids().next("dec_");
      all.add(new Outcome(id, called, "tok_" + i % tokens, 200 + i, null, null));
    }
    return all;
  }

  private Entry written(List<Outcome> outcomes) throws IOException {
    String id = Samples.ids().next("evt_");
    long seq = journal.append(new Outcomes(id, START, "gateway", outcomes), s -> {}).join();
    return reader.at(seq).orElseThrow();
  }

  private static List<Outcome> read(Entry entry) {
    return Outcomes.of(entry.event().orElseThrow());
  }

  @Test
  void outcomesAreReadBackAsTheyWereWritten() throws IOException {
    List<Outcome> all = new ArrayList<>(many(Outcomes.MOST - 1, 5));
    all.add(ONE);
    assertThat(read(written(all))).isEqualTo(all);
    assertThat(read(written(List.of(ONE)))).containsExactly(ONE);
    Event other = new Event("evt_1", START, "token.created", "a", "s", Map.of());
    assertThat(Outcomes.of(other)).isEmpty();
  }

  @Test
  void aRecordOfOneOutcomeHasTheFormThatItAlwaysHad() throws IOException {
    String before =
        """
        {"seq":7,"id":"evt_1","time":"2026-11-23T10:00:00.000Z","kind":"observation","node":"n1",\
        "actor":"gateway","subject":"tok_0","details":{"decisionId":"dec_one","tokenId":"tok_0",\
        "called":"2026-11-23T10:00:00Z","status":404,"bytes":12,"durationMicros":250},"prev":"%s"}\
        """
            .formatted("0".repeat(64));
    assertThat(read(Entry.parse(before))).containsExactly(ONE);
    assertThat(written(List.of(ONE)).json())
        .contains(
            "\"actor\":\"gateway\",\"subject\":\"tok_0\",\"details\":{\"decisionId\":\"dec_one\","
                + "\"tokenId\":\"tok_0\",\"called\":\"2026-11-23T10:00:00.000Z\",\"status\":404,"
                + "\"bytes\":12,\"durationMicros\":250},");
  }

  @Test
  void whatIsNoOutcomeInARecordIsPassedOver() {
    String odd =
        """
        {"seq":7,"id":"evt_1","time":"2026-11-23T10:00:00.000Z","kind":"observation","node":"n1",\
        "actor":"gateway","subject":"","details":{"outcomes":[1,{"decisionId":"d"},\
        {"decisionId":"dec_one","tokenId":"tok_0","called":"2026-11-23T10:00:00Z","status":404,\
        "bytes":12,"durationMicros":250}]}}\
        """;
    assertThat(read(Entry.parse(odd))).containsExactly(ONE);
  }

  @Test
  void aRecordIsFoundByEachOfItsTokensAndDecisions() throws IOException {
    List<Outcome> all = many(Outcomes.MOST, 40);
    String record = written(all).id();
    String other = written(many(3, 1)).id();
    findsEach(all, record, other);
    new Indexing(reader, index).catchUp(seq -> {});
    findsEach(all, record, other);
    assertThat(misfits).hasValue(0);
  }

  private void findsEach(List<Outcome> all, String record, String other) throws IOException {
    assertThat(found(Map.of("token", "tok_0"), 10)).containsExactly(other, record);
    assertThat(found(Map.of("token", "tok_99"), 10)).isEmpty();
    for (Outcome each : all.subList(1, all.size())) {
      assertThat(found(Map.of("token", "tok_39", "kind", "observation"), 10))
          .containsExactly(record);
      assertThat(found(Map.of("text", each.decisionId()), 10)).containsExactly(record);
    }
  }
}
