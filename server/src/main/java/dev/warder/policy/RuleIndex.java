package dev.warder.policy;

import dev.cel.runtime.CelVariableResolver;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which of a set's rules can match a call at all, found by the constants that they compare with:
/// of two thousand rules for single routes only those of the call's route are judged.
///
/// What it leaves out would have been false: never a rule that could match, nor one that could
/// fail. Unchangeable.
final class RuleIndex {
  private static final int[] NONE = {};

  /// The rules that only one place's value decides on, by that value.
  private record Shelf(Guard.Place place, Map<Object, int[]> byValue, int[] all) {
    int[] of(CelVariableResolver variables) {
      Object value = place.value(variables);
      return value == null ? all : byValue.getOrDefault(value, NONE);
    }
  }

  private final int[] always;
  private final Shelf[] shelves;

  RuleIndex(Rule[] rules) {
    Map<Guard.Place, Set<Object>> seen = new HashMap<>();
    for (Rule rule : rules) {
      for (Guard guard : rule.guards()) {
        seen.computeIfAbsent(guard.place(), p -> new HashSet<>()).addAll(guard.values());
      }
    }
    List<Integer> free = new ArrayList<>();
    Map<Guard.Place, Map<Object, List<Integer>>> shelved = new LinkedHashMap<>();
    for (int i = 0; i < rules.length; i++) {
      Guard guard = sharpest(rules[i].guards(), seen);
      if (guard == null) {
        free.add(i);
      } else {
        int rule = i;
        Map<Object, List<Integer>> shelf =
            shelved.computeIfAbsent(guard.place(), p -> new HashMap<>());
        guard.values().forEach(v -> shelf.computeIfAbsent(v, x -> new ArrayList<>()).add(rule));
      }
    }
    always = array(free);
    shelves =
        shelved.entrySet().stream().map(e -> shelf(e.getKey(), e.getValue())).toArray(Shelf[]::new);
  }

  /// The guard that lets through the smallest share of the values that any rule asks for.
  private static @Nullable Guard sharpest(List<Guard> guards, Map<Guard.Place, Set<Object>> seen) {
    Guard best = null;
    double least = 1;
    for (Guard guard : guards) {
      // One value more stands for all that no rule names.
      double share =
          guard.values().size() / (seen.getOrDefault(guard.place(), Set.of()).size() + 1.0);
      if (share < least) {
        best = guard;
        least = share;
      }
    }
    return best;
  }

  private static Shelf shelf(Guard.Place place, Map<Object, List<Integer>> byValue) {
    Map<Object, int[]> arrays = new HashMap<>();
    byValue.forEach((value, rules) -> arrays.put(value, array(rules)));
    int[] all =
        byValue.values().stream()
            .flatMapToInt(rules -> rules.stream().mapToInt(Integer::intValue))
            .distinct()
            .sorted()
            .toArray();
    return new Shelf(place, arrays, all);
  }

  private static int[] array(List<Integer> rules) {
    return rules.stream().mapToInt(Integer::intValue).toArray();
  }

  /// Positions of the rules that must be judged, in rising order.
  int[] candidates(CelVariableResolver variables) {
    if (shelves.length == 0) {
      return always;
    }
    int[][] lists = new int[shelves.length + 1][];
    lists[0] = always;
    int used = 1;
    int size = always.length;
    for (Shelf shelf : shelves) {
      int[] found = shelf.of(variables);
      if (found.length > 0) {
        lists[used++] = found;
        size += found.length;
      }
    }
    return used == 1 ? always : merged(lists, used, size);
  }

  /// No rule stands in two of them.
  private static int[] merged(int[][] lists, int used, int size) {
    int[] all = Arrays.copyOf(lists[0], size);
    int at = lists[0].length;
    for (int i = 1; i < used; i++) {
      System.arraycopy(lists[i], 0, all, at, lists[i].length);
      at += lists[i].length;
    }
    Arrays.sort(all);
    return all;
  }
}
