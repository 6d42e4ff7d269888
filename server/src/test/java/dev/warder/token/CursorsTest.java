package dev.warder.token;

import static dev.warder.token.TokenFixtures.peppers;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.warder.model.Fault;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/// CVE-2026-33504: a forged paging token led to SQL injection.
class CursorsTest {
  private final Cursors cursors = new Cursors(peppers());

  @Property
  void ownCursorLeadsBackToItsPlace(
      @ForAll @StringLength(max = 70) String list, @ForAll @StringLength(max = 70) String place) {
    String readable = place.isEmpty() || !isText(place) ? "tok_1" : place;
    assertThat(cursors.open(list, cursors.seal(list, readable))).isEqualTo(readable);
  }

  @Property
  void inventedCursorIsRefused(@ForAll String cursor) {
    assertRefused("tokens", cursor);
    assertRefused("tokens", Base64.getUrlEncoder().encodeToString(cursor.getBytes(UTF_8)));
  }

  @Test
  void anotherPlaceUnderTheSameMacIsRefused() {
    byte[] cursor = Base64.getUrlDecoder().decode(cursors.seal("tokens", "tok_1"));
    cursor[cursor.length - 1] = '2';
    assertRefused("tokens", Base64.getUrlEncoder().encodeToString(cursor));
  }

  @Test
  void cursorOfAnotherListIsRefused() {
    assertRefused("audit", cursors.seal("tokens", "tok_1"));
    assertRefused("tokensX", cursors.seal("tokens", "Xtok_1"));
  }

  @Test
  void cursorOfAnotherPepperIsRefused() {
    assertRefused("tokens", new Cursors(peppers("2")).seal("tokens", "tok_1"));
  }

  @Test
  void endlessCursorIsRefused() {
    assertRefused("tokens", "A".repeat(513));
  }

  @FuzzTest(maxDuration = "5s")
  void noInventedCursorIsTaken(FuzzedDataProvider data) {
    assertRefused("tokens", data.consumeRemainingAsString());
  }

  private void assertRefused(String list, String cursor) {
    assertThatThrownBy(() -> cursors.open(list, cursor)).isInstanceOf(Fault.Invalid.class);
  }

  private static boolean isText(String s) {
    return s.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
  }
}
