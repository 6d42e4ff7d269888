package dev.warder.replay.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.model.PrincipalKind;
import dev.warder.replay.events.Call;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PoisoningTest {
  private static final long DAY = 86_400_000;

  private static Call call(long day, String session) {
    return new Call(
        day * DAY, "ann", PrincipalKind.USER, "t", null, "", "GET", "", "/", 200, "drip", session);
  }

  private static Map<String, Object> json(List<Call> calls, float[] network, boolean... below) {
    Roster roster = Roster.of(calls, new HashMap<>());
    boolean[] fresh = new boolean[calls.size()];
    Arrays.fill(fresh, true);
    return Poisoning.json(roster, roster.of("drip"), new Poisoning.Seen(network, -1, fresh, below));
  }

  @Test
  void aNetworkIsTrustedWhenItSpeaksForTheOwner() {
    List<Call> calls = List.of(call(0, "a"), call(3, "a"), call(7, "a"), call(9, "a"));
    Map<String, Object> json = json(calls, new float[] {3, 2, -1, -1}, false, true, true, true);
    assertThat(json).containsEntry("trusted", 1).containsEntry("daysMin", 7.0);
  }

  @Test
  void whoeverIsStillFoundIsNotTrusted() {
    List<Call> calls = List.of(call(0, "a"), call(3, "a"));
    Map<String, Object> json = json(calls, new float[] {3, -1}, false, false);
    assertThat(json).containsEntry("attackers", 1).containsEntry("trusted", 0);
    assertThat(json.get("daysMin")).isNull();
  }

  @Test
  void whatTheCountrySaysForTheOwnerFromTheFirstDayOnIsNoTrust() {
    List<Call> calls = List.of(call(0, "a"), call(3, "a"), call(4, "a"));
    float[] network = {-0.4f, -0.6f, -0.8f};
    assertThat(json(calls, network, true, true, true)).containsEntry("daysMin", 4.0);
  }

  @Test
  void whoeverComesFromWhereTheVictimHasBeenProvesNothing() {
    List<Call> calls = List.of(call(0, "a"), call(1, "a"));
    Roster roster = Roster.of(calls, new HashMap<>());
    boolean[] known = {false, false};
    boolean[] below = {true, true};
    Poisoning.Seen seen = new Poisoning.Seen(new float[] {1, -1}, -1, known, below);
    assertThat(Poisoning.json(roster, roster.of("drip"), seen)).containsEntry("attackers", 0);
  }
}
