package dev.warder.token;

import static dev.warder.token.TokenFixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class UsedProofsTest {
  private static final Duration KEEP = Duration.ofSeconds(70);

  @Test
  void aKeyThatFillsItsShareIsRefusedAndNoOther() {
    UsedProofs used = new UsedProofs(3, 100);
    for (int i = 0; i < 3; i++) {
      assertThat(used.isFirst("a", "p" + i, NOW, KEEP)).isTrue();
    }
    assertThat(used.isFirst("a", "p3", NOW, KEEP)).isFalse();
    assertThat(used.isFirst("b", "p0", NOW, KEEP)).isTrue();
    assertThat(used.isFirst("a", "p0", NOW, KEEP)).isFalse(); // nothing was forgotten for it
    assertThat(used.isFirst("a", "p3", NOW.plus(KEEP).plusSeconds(1), KEEP)).isTrue();
  }

  @Test
  void allKeysTogetherAreBoundedToo() {
    UsedProofs used = new UsedProofs(10, 4);
    for (int i = 0; i < 4; i++) {
      assertThat(used.isFirst("k" + i, "p", NOW, KEEP)).isTrue();
    }
    assertThat(used.isFirst("k4", "p", NOW, KEEP)).isFalse();
    assertThat(used.isFirst("k4", "p", NOW.plus(KEEP).plusSeconds(1), KEEP)).isTrue();
    assertThat(used.size()).isEqualTo(1);
  }
}
