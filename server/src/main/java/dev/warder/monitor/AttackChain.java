package dev.warder.monitor;

import dev.warder.monitor.Tactics.Operation;
import dev.warder.monitor.Tactics.Tactic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Finds the steps of an attack by what they are for: operations of several tactics one after the
/// other, none of which the principal used before. It needs no history, and no new source.
///
/// A story lasts until none of them was called for as long as is set. What was new in one is usual
/// in the next, so that whose daily work they are is told of once at most.
final class AttackChain implements Detector {
  private static final int MOST_PRINCIPALS = 20_000;
  private static final int MOST_OPERATIONS = 256;
  private static final int MOST_NAMED = 4;
  private static final Comparator<Operation> ORDER =
      Comparator.comparing(Operation::tactic).thenComparing(Operation::name);

  private static final class Steps {
    private final Set<Operation> usual = new HashSet<>();
    private final Map<Operation, Integer> fresh = new TreeMap<>(ORDER);
    private long last;
    private int told;

    private void end() {
      if (usual.size() + fresh.size() > MOST_OPERATIONS) {
        usual.clear();
      }
      usual.addAll(fresh.keySet());
      fresh.clear();
      told = 0;
    }

    private void add(Operation operation) {
      if (fresh.containsKey(operation) || fresh.size() < MOST_OPERATIONS) {
        fresh.merge(operation, 1, Integer::sum);
      }
    }

    private Set<Tactic> tactics() {
      Set<Tactic> tactics = EnumSet.noneOf(Tactic.class);
      fresh.keySet().forEach(each -> tactics.add(each.tactic()));
      return tactics;
    }

    private int calls(Tactic tactic) {
      return fresh.entrySet().stream()
          .filter(each -> each.getKey().tactic() == tactic)
          .mapToInt(Map.Entry::getValue)
          .sum();
    }
  }

  private final Recent<String, Steps> principals = new Recent<>(MOST_PRINCIPALS, Steps::new);
  private final Tactics tactics;
  private final long span;
  private final int enough;
  private final int repeats;

  AttackChain(Tuning tuning, Tactics tactics) {
    this.tactics = tactics;
    span = tuning.minutes("windowMinutes");
    enough = tuning.value("tactics");
    repeats = tuning.value("repeats");
  }

  @Override
  public String name() {
    return DetectorKind.ATTACK_CHAIN.wire();
  }

  @Override
  public void see(Call call, double tolerance, Consumer<Detection> found) {
    Operation operation = call.authenticated() ? tactics.of(call) : null;
    if (operation == null) {
      return;
    }
    Steps steps = principals.of(call.principal());
    if (call.millis() - steps.last > span) {
      steps.end();
    }
    steps.last = call.millis();
    if (!steps.usual.contains(operation)) {
      steps.add(operation);
      judge(steps, call, tolerance, found);
    }
  }

  /// Looking around is no step by itself, but part of the story.
  private void judge(Steps steps, Call call, double tolerance, Consumer<Detection> found) {
    Set<Tactic> served = steps.tactics();
    boolean looked = served.remove(Tactic.DISCOVERY);
    boolean alone =
        served.stream()
            .anyMatch(each ->
                steps.calls(each) >= (each.speaksForItself() ? tolerance : repeats * tolerance));
    int stages = served.size() - (int) Math.ceil(enough * (tolerance - 1));
    if (stages < enough - 1 && !alone) {
      return;
    }
    int now = 1 + served.size() + (looked ? 1 : 0);
    if (now > steps.told) {
      steps.told = now;
      found.accept(call.detection(name(), severity(stages), sentence(steps)));
    }
  }

  private Severity severity(int stages) {
    if (stages < enough) {
      return Severity.MEDIUM;
    }
    return stages == enough ? Severity.HIGH : Severity.CRITICAL;
  }

  private static String sentence(Steps steps) {
    List<String> parts = new ArrayList<>();
    for (Tactic tactic : steps.tactics()) {
      List<String> named = new ArrayList<>();
      steps.fresh.forEach((operation, count) -> {
        if (operation.tactic() == tactic && named.size() < MOST_NAMED) {
          named.add(operation.name() + (count > 1 ? " \u00d7" + count : ""));
        }
      });
      parts.add(tactic.wire().replace('-', ' ') + " (" + String.join(", ", named) + ")");
    }
    return "operations that it never used before and that serve an attack: "
        + String.join(", ", parts);
  }
}
