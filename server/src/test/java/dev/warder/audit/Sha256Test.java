package dev.warder.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class Sha256Test {
  private final Sha256 sha = new Sha256();

  @Property
  void bothHashesOfALineAreWhatEachIsByItself(
      @ForAll @IntRange(max = 70) int from,
      @ForAll @IntRange(max = 700) int length,
      @ForAll long seed) {
    byte[] bytes = new byte[from + length + 70];
    new Random(seed).nextBytes(bytes);
    Sha256.OfLine both = sha.line(bytes, from, length);
    assertThat(both.plain()).isEqualTo(sha.of(bytes, from, length));
    assertThat(both.leaf()).isEqualTo(sha.leaf(bytes, from, length));
  }
}
