package dev.warder.replay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What a replay found. Several are made side by side and added up in the order of the journal. For
/// one thread.
public final class Tally {
  private static final int MARKS = Mark.values().length;
  private static final int MOST_NAMES = 100_000;
  private static final int EXAMPLES = 20;
  private static final int ALIKE = 4;
  private static final String OTHERS = "(others)";

  private final long[] matrix = new long[MARKS * MARKS];
  private final Map<String, Affected> principals = new HashMap<>();
  private final Map<String, Affected> routes = new HashMap<>();
  private final List<Example> examples = new ArrayList<>();
  private final List<Example> spare = new ArrayList<>();
  private final Map<List<Object>, Integer> alike = new HashMap<>();
  private long untouched;
  private long sealed;
  private long unreadable;

  void add(Mark before, Mark after) {
    matrix[before.rank() * MARKS + after.rank()]++;
  }

  void changed(String principal, String route, Example example) {
    boolean stricter = example.after().compareTo(example.before()) > 0;
    add(principals, new Affected(principal, stricter ? 1 : 0, stricter ? 0 : 1));
    add(routes, new Affected(route, stricter ? 1 : 0, stricter ? 0 : 1));
    example(example);
  }

  /// Not more than a few that are alike, so that twenty show what there is; more of them only where
  /// there is nothing else.
  private void example(Example example) {
    if (examples.size() >= EXAMPLES) {
      return;
    }
    List<Object> kind = List.of(example.before(), example.after(), example.again());
    if (alike.merge(kind, 1, Integer::sum) <= ALIKE) {
      examples.add(example);
    } else if (spare.size() < EXAMPLES) {
      spare.add(example);
    }
  }

  private static void add(Map<String, Affected> all, Affected more) {
    boolean room = all.size() < MOST_NAMES || all.containsKey(more.name());
    String name = room ? more.name() : OTHERS;
    Affected first = new Affected(name, more.hindered(), more.letThrough());
    all.merge(name, first, (known, x) -> known.plus(more.hindered(), more.letThrough()));
  }

  /// Policies had no say in it: a refused credential, an unknown route, a failure.
  void untouched() {
    untouched++;
  }

  void sealed() {
    sealed++;
  }

  void unreadable() {
    unreadable++;
  }

  void add(Tally next) {
    for (int i = 0; i < matrix.length; i++) {
      matrix[i] += next.matrix[i];
    }
    next.principals.values().forEach(each -> add(principals, each));
    next.routes.values().forEach(each -> add(routes, each));
    next.examples.forEach(this::example);
    next.spare.forEach(this::example);
    untouched += next.untouched;
    sealed += next.sealed;
    unreadable += next.unreadable;
  }

  public long count(Mark before, Mark after) {
    return matrix[before.rank() * MARKS + after.rank()];
  }

  public long count(Measure measure) {
    long count = 0;
    for (Mark before : Mark.values()) {
      for (Mark after : Mark.values()) {
        count += measure.counts(before, after) ? count(before, after) : 0;
      }
    }
    return count;
  }

  /// Decisions that were judged again.
  public long judged() {
    long sum = 0;
    for (long each : matrix) {
      sum += each;
    }
    return sum;
  }

  /// Decisions that no policy could change.
  public long untouchedCount() {
    return untouched;
  }

  /// Decisions that cannot be judged again because their personal fields are sealed.
  public long sealedCount() {
    return sealed;
  }

  /// Lines that are no records of ours.
  public long unreadableCount() {
    return unreadable;
  }

  /// All decisions that were read.
  public long decisions() {
    return judged() + untouched + sealed;
  }

  public List<Affected> principals(int most) {
    return first(principals, most);
  }

  public List<Affected> routes(int most) {
    return first(routes, most);
  }

  private static List<Affected> first(Map<String, Affected> all, int most) {
    return all.values().stream()
        .sorted(
            Comparator.comparingLong(Affected::changes).reversed().thenComparing(Affected::name))
        .limit(most)
        .toList();
  }

  public List<Example> examples() {
    return Stream.concat(examples.stream(), spare.stream()).limit(EXAMPLES).toList();
  }
}
