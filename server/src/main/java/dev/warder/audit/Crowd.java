package dev.warder.audit;

import dev.warder.model.Address;
import dev.warder.model.Attempt;
import dev.warder.model.Decision;
import dev.warder.model.IdSource;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Calls whose credential proves nobody, as they come in floods.
///
/// Of each source, gateway, reason and token the first few in a second are recorded in full. Those
/// behind them are answered with the id of the last of these, and one record tells how many there
/// were. Where sources are more than a few hundred, or the budget is used up, all of them are taken
/// together, for as long as it takes. Nothing goes uncounted. Safe for several threads.
final class Crowd {

  private static final int IN_FULL = 10;
  private static final int MOST_GROUPS = 1_000;
  private static final int MOST_SOURCES = 10_000;

  /// What a record in full takes of the budget beside what the caller can make it longer by, and
  /// what one takes that tells a count; in bytes.
  private static final long FULL = 1_000;

  private static final long TOLD = 500;

  private record Key(String source, String gateway, String reason, String token) {}

  /// Calls that are told of together.
  private static final class Group {
    final Key key;
    final Instant since;
    final Set<String> sources = new HashSet<>();
    String id = "";
    int inFull;
    long counted;

    Group(Key key, Instant since) {
      this.key = key;
      this.since = since;
    }
  }

  private final FloodBudget budget;
  private final IdSource ids;
  private final InstantSource clock;
  private final Consumer<Event> journal;

  private Map<Key, Group> groups = new HashMap<>();
  private @Nullable Group others;
  private long second;

  Crowd(FloodBudget budget, IdSource ids, InstantSource clock, Consumer<Event> journal) {
    this.budget = budget;
    this.ids = ids;
    this.clock = clock;
    this.journal = journal;
  }

  /// Whether the decision is one of a crowd, and by which id it is then found. Absent where it is
  /// to be recorded by itself.
  Optional<String> take(Decision decision) {
    if (decision.identity() != null || decision.verdict().passes()) {
      return Optional.empty();
    }
    flush();
    synchronized (this) {
      return place(key(decision), decision);
    }
  }

  private static Key key(Decision decision) {
    Address source = decision.attempt().source();
    return new Key(
        source == null ? "unknown" : source.toString(),
        decision.attempt().gateway(),
        decision.refusal() == null ? "failure" : decision.refusal().wire(),
        decision.token() == null ? "" : decision.token().id());
  }

  private Optional<String> place(Key key, Decision decision) {
    Group group = groups.get(key);
    if (group == null && groups.size() < MOST_GROUPS && budget.take(TOLD)) {
      group = new Group(key, decision.time());
      groups.put(key, group);
    }
    if (group != null) {
      if (group.inFull < IN_FULL && budget.take(length(decision))) {
        group.inFull++;
        group.id = decision.id();
        return Optional.empty();
      }
      if (!group.id.isEmpty()) {
        group.counted++;
        return Optional.of(group.id);
      }
    }
    return amongOthers(key, decision);
  }

  private static long length(Decision decision) {
    Attempt attempt = decision.attempt();
    String problem = attempt.problem();
    return FULL
        + attempt.host().length()
        + attempt.path().path().length()
        + attempt.userAgent().length()
        + (problem == null ? 0 : problem.length());
  }

  private Optional<String> amongOthers(Key key, Decision decision) {
    Group group = others;
    if (group == null) {
      budget.owe(length(decision) + TOLD);
      group = new Group(new Key("others", "", "", ""), decision.time());
      group.id = decision.id();
      others = group;
      return Optional.empty();
    }
    group.counted++;
    if (group.sources.size() < MOST_SOURCES) {
      group.sources.add(key.source);
    }
    return Optional.of(group.id);
  }

  /// Tells of the seconds before this one. To be called every now and then.
  void flush() {
    long now = clock.instant().getEpochSecond();
    List<Group> due = new ArrayList<>();
    synchronized (this) {
      if (now == second) {
        return;
      }
      second = now;
      due.addAll(groups.values());
      groups = new HashMap<>();
      Group together = others;
      if (together != null && !budget.isEmpty()) {
        due.add(together);
        others = null;
      }
    }
    due.forEach(this::tell);
  }

  /// Tells of all that was counted so far.
  void close() {
    List<Group> due = new ArrayList<>();
    synchronized (this) {
      due.addAll(groups.values());
      groups = new HashMap<>();
      if (others != null) {
        due.add(others);
        others = null;
      }
    }
    due.forEach(this::tell);
  }

  private void tell(Group group) {
    if (group.counted == 0) {
      return;
    }
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("count", group.counted);
    details.put("since", group.since);
    details.put("source", group.key.source);
    if (group.sources.isEmpty()) {
      details.put("gateway", group.key.gateway);
      details.put("reason", group.key.reason);
      details.put("token", group.key.token);
    } else {
      details.put("sources", group.sources.size());
    }
    journal.accept(
        new Event(
            ids.next("evt_"), clock.instant(), "attempts.coalesced", "unknown", group.id, details));
  }
}
