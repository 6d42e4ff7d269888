package dev.warder.replay.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.model.PrincipalKind;
import dev.warder.replay.events.Call;
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
    return Poisoning.json(roster, roster.of("drip"), network, below);
  }

  @Test
  void aNetworkIsTrustedWhenItSpeaksNoLongerAgainstTheCall() {
    List<Call> calls = List.of(call(0, "a"), call(3, "a"), call(7, "a"), call(9, "a"));
    Map<String, Object> json = json(calls, new float[] {3, 1, -1, -1}, false, true, true, true);
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
  void whoeverWasNotSpokenAgainstAtFirstProvesNothing() {
    List<Call> calls = List.of(call(0, "a"), call(3, "a"), call(4, "a"));
    float[] network = {-1, 1, -1};
    assertThat(json(calls, network, true, true, true)).containsEntry("attackers", 0);
  }

  @Test
  void whoeverSharesTheVictimsProviderProvesNothing() {
    List<Call> calls = List.of(call(0, "a"), call(3, "a"));
    assertThat(json(calls, new float[] {-2, -2}, true, true)).containsEntry("attackers", 0);
  }
}
