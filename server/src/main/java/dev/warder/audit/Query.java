package dev.warder.audit;

import dev.warder.model.Cidr;
import dev.warder.model.Fault;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What to look for: records that meet all conditions; without any, all records.
public record Query(List<Condition> conditions) {
  public static final Query ALL = new Query(List.of());

  /// The names of all conditions, as people and programs write them.
  public static final List<String> NAMES =
      List.of(
          "kind",
          "principal",
          "token",
          "address",
          "country",
          "route",
          "verdict",
          "rule",
          "minScore",
          "maxScore",
          "text",
          "since",
          "until");

  private static final int MOST_WORDS = 20;

  public Query {
    conditions = List.copyOf(conditions);
  }

  /// The conditions that programs ask most; an absent one is left out.
  public Query(
      @Nullable String kind,
      @Nullable String principal,
      @Nullable String tokenId,
      @Nullable String verdict,
      @Nullable Instant since,
      @Nullable Instant until) {
    this(
        Stream.of(
                kind == null ? null : new Condition.Kind(kind),
                principal == null ? null : new Condition.Who(principal),
                tokenId == null ? null : new Condition.What(tokenId),
                verdict == null ? null : new Condition.Verdict(verdict),
                since == null ? null : new Condition.Since(since),
                until == null ? null : new Condition.Until(until))
            .filter(Objects::nonNull)
            .map(Condition.class::cast)
            .toList());
  }

  /// @param given values by name; a name that is absent leaves out its condition
  /// @throws Fault.Invalid where a value is none
  public static Query parse(Map<String, String> given) {
    List<Condition> conditions = new ArrayList<>();
    for (String name : NAMES) {
      String value = given.get(name);
      if (value != null && !name.endsWith("Score")) {
        conditions.add(condition(name, value));
      }
    }
    Condition.@Nullable Score score = score(given.get("minScore"), given.get("maxScore"));
    if (score != null) {
      conditions.add(score);
    }
    return new Query(conditions);
  }

  private static Condition condition(String name, String value) {
    return switch (name) {
      case "kind" -> new Condition.Kind(value);
      case "principal" -> new Condition.Who(value);
      case "token" -> new Condition.What(value);
      case "address" ->
          new Condition.From(
              Cidr.parse(value)
                  .orElseThrow(() -> wrong(name, "an address or a network such as 10.0.0.0/8")));
      case "country" -> new Condition.Country(value);
      case "route" -> new Condition.OnRoute(value);
      case "verdict" -> new Condition.Verdict(value);
      case "rule" -> new Condition.Rule(value);
      case "text" -> text(value);
      case "since" -> new Condition.Since(time(name, value));
      case "until" -> new Condition.Until(time(name, value));
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static Condition text(String value) {
    Condition.Text text = new Condition.Text(Words.of(List.of(value)));
    if (text.words().isEmpty() || text.words().size() > MOST_WORDS) {
      throw wrong("text", "1 to " + MOST_WORDS + " words");
    }
    return text;
  }

  private static Condition.@Nullable Score score(@Nullable String least, @Nullable String most) {
    if (least == null && most == null) {
      return null;
    }
    int from = least == null ? 0 : points("minScore", least);
    int to = most == null ? Condition.Score.HIGHEST : points("maxScore", most);
    if (from > to) {
      throw new Fault.Invalid("minScore is above maxScore: no record can match");
    }
    return new Condition.Score(from, to);
  }

  private static int points(String name, String value) {
    boolean digits = value.length() <= 3 && value.chars().allMatch(c -> c >= '0' && c <= '9');
    int points = digits && !value.isEmpty() ? Integer.parseInt(value) : -1;
    if (points < 0 || points > Condition.Score.HIGHEST) {
      throw wrong(name, "a whole number from 0 to 100");
    }
    return points;
  }

  private static Instant time(String name, String value) {
    try {
      return Instant.parse(value);
    } catch (DateTimeParseException e) {
      throw wrong(name, "a time such as 2026-11-23T10:00:00.000Z");
    }
  }

  private static Fault.Invalid wrong(String name, String meant) {
    return new Fault.Invalid(name + " must be " + meant);
  }

  /// The same for labels of sealed records.
  Query known(Seals seals) {
    return new Query(conditions.stream().map(each -> each.known(seals)).toList());
  }

  /// Whether a record with this label may match. Times in the index are never earlier than the
  /// record's own.
  boolean mayMatch(Label label) {
    for (Condition each : conditions) {
      if (!each.mayMatch(label)) {
        return false;
      }
    }
    return true;
  }

  /// @throws IllegalArgumentException where the record makes no sense
  public boolean matches(Entry entry) {
    if (conditions.isEmpty()) {
      return true;
    }
    Facts facts = Facts.of(entry);
    for (Condition each : conditions) {
      if (!each.matches(facts)) {
        return false;
      }
    }
    return true;
  }

  /// Inclusive.
  @Nullable Instant since() {
    for (Condition each : conditions) {
      if (each instanceof Condition.Since(Instant time)) {
        return time;
      }
    }
    return null;
  }

  /// Exclusive.
  @Nullable Instant until() {
    for (Condition each : conditions) {
      if (each instanceof Condition.Until(Instant time)) {
        return time;
      }
    }
    return null;
  }

  /// What a search index can find this by: one term of each list. Empty where it cannot help.
  List<List<String>> terms() {
    List<List<String>> all = new ArrayList<>();
    conditions.forEach(each -> all.addAll(each.terms()));
    return all;
  }
}
