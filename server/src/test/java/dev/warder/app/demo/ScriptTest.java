package dev.warder.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.model.Address;
import dev.warder.model.CanonicalPath;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

  private final Script script = Script.before(NOW, 1);

  @Test
  void theSameMomentGivesTheSameScript() {
    assertThat(Script.before(NOW, 1)).isEqualTo(script);
  }

  @Test
  void everythingHasHappenedBeforeNow() {
    assertThat(script.watched().getLast().time()).isBefore(NOW);
    assertThat(script.week().getLast().time()).isBefore(script.watched().getFirst().time());
    assertThat(script.week()).isSorted();
    assertThat(script.watched()).isSorted();
  }

  @Test
  void thereIsEnoughToLearnFromAndEnoughToJudge() {
    List<Call> legit = script.watched().stream().filter(c -> c.attack() == null).toList();
    assertThat(script.week().size()).isBetween(4_000, 20_000);
    assertThat(legit.size()).isBetween(400, 1_500);
    for (Habit habit : script.habits()) {
      assertThat(script.week())
          .filteredOn(c -> c.principal().equals(habit.principal()))
          .as(habit.principal())
          .hasSizeGreaterThan(20);
    }
  }

  @Test
  void theWatchedCallsHoldSomeHonestChange() {
    assertThat(script.watched()).anyMatch(c -> c.address().equals(Places.BERLIN_HOME_1_NEW));
    assertThat(script.watched()).anyMatch(c -> c.userAgent().equals(Clients.CHROME_MAC_NEXT));
  }

  @Test
  void everyCallIsWellFormed() {
    for (Call call : script.watched()) {
      assertThat(Address.parse(call.address())).isPresent();
      assertThat(CanonicalPath.parse(call.path()).path()).startsWith("/");
    }
  }

  @Test
  void everyAttackComesWhenItsVictimIsKnown() {
    assertThat(script.attacks()).hasSize(5);
    for (Attack attack : script.attacks()) {
      assertThat(script.week()).anyMatch(c -> c.principal().equals(attack.victim()));
    }
  }
}
