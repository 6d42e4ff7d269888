package dev.warder.audit;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class EightsTest {
  /// Against one byte after the other, with every byte there is.
  @Property(tries = 2_000)
  void itFindsWhatALoopFinds(
      @ForAll @Size(max = 40) byte[] bytes,
      @ForAll @IntRange(max = 40) int start,
      @ForAll byte one,
      @ForAll byte other) {
    int from = Math.min(start, bytes.length);
    int expected = from;
    while (expected < bytes.length && bytes[expected] != one && bytes[expected] != other) {
      expected++;
    }
    char first = (char) (one & 0xFF);
    char second = (char) (other & 0xFF);
    assertThat(Eights.find(bytes, from, bytes.length, Eights.of(first), Eights.of(second)))
        .isEqualTo(expected);
  }

  @Property(tries = 2_000)
  void nothingStructuralIsPassedOver(
      @ForAll @Size(max = 40) byte[] bytes, @ForAll @IntRange(max = 40) int start) {
    int from = Math.min(start, bytes.length);
    int expected = from;
    while (expected < bytes.length && bytes[expected] != '"' && (bytes[expected] & 0x59) != 0x59) {
      expected++;
    }
    assertThat(Eights.findStructure(bytes, from, bytes.length)).isEqualTo(expected);
  }
}
