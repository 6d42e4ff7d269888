package dev.warder.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TallyTest {
  private static Tally tally(Mark after, int from, int to) {
    Tally tally = new Tally();
    for (int i = from; i < to; i++) {
      String id = after.wire() + i;
      Example example =
          new Example(
              id, Instant.EPOCH, "alice", "GET /", 1, Mark.ALLOW, after, List.of(), List.of("r"));
      tally.add(Mark.ALLOW, after);
      tally.changed("alice", "GET /", example);
    }
    return tally;
  }

  @Test
  void twentyExamplesShowEveryKindAndAreFilledUpWithMoreOfOne() {
    Tally all = new Tally();
    all.add(tally(Mark.STEP_UP, 0, 50));
    all.add(tally(Mark.STEP_UP, 50, 100));
    all.add(tally(Mark.DENY, 0, 2));
    List<Example> examples = all.examples();
    assertThat(examples).hasSize(20);
    assertThat(examples.subList(0, 6))
        .extracting(Example::id)
        .containsExactly("step_up0", "step_up1", "step_up2", "step_up3", "deny0", "deny1");
    assertThat(examples.subList(6, 20)).allMatch(each -> each.after() == Mark.STEP_UP);
    assertThat(tally(Mark.DENY, 0, 7).examples()).hasSize(7);
  }
}
