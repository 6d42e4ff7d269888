package dev.warder.replay.evaluate;

import dev.warder.replay.events.Call;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The owners' calls, or those of attackers, in order: who made each and in which session. Scores
/// stand elsewhere, in the same order.
///
/// @param principal of each call, by number
/// @param session of each call, by number
/// @param history how many sessions of its principal came before each call's own
/// @param label of each call, by its place in `labels`
/// @param first the index of each session's first call
public record Roster(
    List<Call> calls,
    int[] principal,
    int[] session,
    int[] history,
    int[] label,
    int principals,
    int[] first,
    List<String> labels) {
  private static final long GAP_MILLIS = 30 * 60_000L;

  /// Sessions are told by their name or, where there is none, by a gap of 30 minutes in the use of
  /// one token.
  ///
  /// @param numbers of principals, shared by both rosters of one stream
  static Roster of(List<Call> calls, Map<String, Integer> numbers) {
    int size = calls.size();
    Roster roster =
        new Roster(
            calls,
            new int[size],
            new int[size],
            new int[size],
            new int[size],
            0,
            new int[0],
            List.of());
    List<String> labels = new ArrayList<>();
    List<Integer> firsts = new ArrayList<>();
    Map<String, Integer> labelNumbers = new HashMap<>();
    Map<String, long[]> open = new HashMap<>();
    int[] seen = new int[size + numbers.size() + 1];
    for (int i = 0; i < size; i++) {
      Call call = calls.get(i);
      int principal = numbers.computeIfAbsent(call.principal(), key -> numbers.size());
      roster.principal[i] = principal;
      roster.label[i] =
          labelNumbers.computeIfAbsent(
              call.label(),
              key -> {
                labels.add(key);
                return labels.size() - 1;
              });
      boolean named = !call.session().isEmpty();
      String key = call.label() + '\n' + (named ? call.session() : call.token());
      long[] session = open.get(key);
      if (session == null || (!named && call.time() - session[1] > GAP_MILLIS)) {
        session = new long[] {firsts.size(), call.time(), seen[principal]++};
        firsts.add(i);
        open.put(key, session);
      }
      session[1] = call.time();
      roster.session[i] = (int) session[0];
      roster.history[i] = (int) session[2];
    }
    return new Roster(
        calls,
        roster.principal,
        roster.session,
        roster.history,
        roster.label,
        numbers.size(),
        firsts.stream().mapToInt(Integer::intValue).toArray(),
        List.copyOf(labels));
  }

  /// The sessions of each principal that has any, in order.
  int[][] sessionsOfPrincipals() {
    Map<Integer, List<Integer>> sessions = new LinkedHashMap<>();
    for (int session = 0; session < first.length; session++) {
      sessions.computeIfAbsent(principal[first[session]], p -> new ArrayList<>()).add(session);
    }
    return sessions.values().stream()
        .map(of -> of.stream().mapToInt(Integer::intValue).toArray())
        .toArray(int[][]::new);
  }

  int size() {
    return calls.size();
  }

  int sessions() {
    return first.length;
  }

  /// The indices of the calls of one label.
  int[] of(String name) {
    int number = labels.indexOf(name);
    int[] all = new int[label.length];
    int count = 0;
    for (int i = 0; i < label.length; i++) {
      if (label[i] == number) {
        all[count++] = i;
      }
    }
    return java.util.Arrays.copyOf(all, count);
  }
}
