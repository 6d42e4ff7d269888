package dev.warder.app.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Counts what became of the watched calls.
public final class Tally {
  private final Map<String, Integer> verdicts = new TreeMap<>();
  private final Map<String, Outcome> attacks = new LinkedHashMap<>();
  private int decisions;
  private int legit;
  private int hindered;

  /// @param caught the first call with another verdict than `allow`
  /// @param caughtAt its number, from 1
  record Outcome(int calls, @Nullable Judged caught, int caughtAt) {
    Outcome and(Judged judged) {
      boolean first = caught == null && !judged.passed();
      return first
          ? new Outcome(calls + 1, judged, calls + 1)
          : new Outcome(calls + 1, caught, caughtAt);
    }
  }

  Tally(List<Attack> attacks) {
    attacks.forEach(attack -> this.attacks.put(attack.name(), new Outcome(0, null, 0)));
  }

  void add(Judged judged) {
    decisions++;
    verdicts.merge(judged.verdict(), 1, Integer::sum);
    String attack = judged.call().attack();
    if (attack != null) {
      attacks.computeIfPresent(attack, (name, before) -> before.and(judged));
      return;
    }
    legit++;
    hindered += judged.passed() ? 0 : 1;
  }

  int decisions() {
    return decisions;
  }

  int legit() {
    return legit;
  }

  int hindered() {
    return hindered;
  }

  Map<String, Integer> verdicts() {
    return Map.copyOf(verdicts);
  }

  Map<String, Outcome> attacks() {
    return new LinkedHashMap<>(attacks);
  }

  public boolean everyAttackIsCaught() {
    return attacks.values().stream().allMatch(outcome -> outcome.caught() != null);
  }

  /// For programs; `learned` is how many calls came before.
  public Map<String, Object> json(int learned) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("decisions", decisions);
    json.put("verdicts", verdicts);
    List<Map<String, Object>> caught = new ArrayList<>();
    attacks.forEach((name, outcome) -> caught.add(json(name, outcome)));
    json.put("attacks", caught);
    json.put("legit", Map.of("calls", legit, "hindered", hindered));
    json.put("learned", learned);
    return json;
  }

  private static Map<String, Object> json(String name, Outcome outcome) {
    Judged caught = outcome.caught();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", name);
    json.put("calls", outcome.calls());
    json.put("caughtAtCall", caught == null ? null : outcome.caughtAt());
    json.put("verdict", caught == null ? "allow" : caught.verdict());
    json.put("score", caught == null ? null : caught.score());
    json.put("because", caught == null ? "" : String.join("; ", caught.reasons()));
    return json;
  }
}
