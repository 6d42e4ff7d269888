package dev.warder.replay.events;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Makes attacks for a log that has none: now and then somebody does what they do anyway, with
/// somebody else's token. These calls are copies, labelled `insider`, and stand beside the log.
public final class Swaps {
  private static final long GAP_MILLIS = 30 * 60_000L;
  private static final int LONGEST = 20;
  private static final int KNOWN_SESSIONS = 3;

  private Swaps() {}

  /// Calls in a row of one principal.
  private record Session(String principal, int number, List<Call> calls) {}

  /// The calls and `count` swapped sessions, in order of time. Fewer where the log has not enough
  /// principals who were seen in three sessions before.
  public static List<Call> into(List<Call> calls, int count, long seed) {
    List<Session> sessions = sessions(calls);
    List<Session> known =
        sessions.stream().filter(session -> session.number >= KNOWN_SESSIONS).toList();
    List<Call> all = new ArrayList<>(calls);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < count && known.size() > 1; i++) {
      Session thief = sessions.get(random.nextInt(sessions.size()));
      Session victim = known.get(random.nextInt(known.size()));
      if (!thief.principal.equals(victim.principal)) {
        swap(thief, victim, "swap-" + i, all);
      }
    }
    all.sort(Comparator.comparingLong(Call::time));
    return all;
  }

  /// What the thief did, when the victim was at work.
  private static void swap(Session thief, Session victim, String name, List<Call> into) {
    Call stolen = victim.calls.getFirst();
    long shift = stolen.time() - thief.calls.getFirst().time();
    for (Call call : thief.calls.subList(0, Math.min(LONGEST, thief.calls.size()))) {
      into.add(
          new Call(
              call.time() + shift,
              stolen.principal(),
              stolen.kind(),
              stolen.token(),
              call.source(),
              call.userAgent(),
              call.method(),
              call.host(),
              call.path(),
              call.status(),
              "insider",
              name));
    }
  }

  private static List<Session> sessions(List<Call> calls) {
    Map<String, Session> open = new HashMap<>();
    List<Session> sessions = new ArrayList<>();
    for (Call call : calls) {
      if (!call.isLegitimate()) {
        continue;
      }
      Session session = open.get(call.principal());
      if (session == null || call.time() - session.calls.getLast().time() > GAP_MILLIS) {
        int number = session == null ? 0 : session.number + 1;
        session = new Session(call.principal(), number, new ArrayList<>());
        open.put(call.principal(), session);
        sessions.add(session);
      }
      session.calls.add(call);
    }
    return sessions;
  }
}
