package dev.warder.app.demo;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What happens, and when: a week nobody watches, then an afternoon and a night that are watched.
///
/// @param week normal calls to learn from
/// @param watched normal calls and attacks, in the order of time
record Script(List<Habit> habits, List<Call> week, List<Attack> attacks, List<Call> watched) {
  private static final LocalTime NOON = LocalTime.of(11, 0);
  private static final LocalTime EVENING = LocalTime.of(16, 30);
  private static final LocalTime NIGHT = LocalTime.of(2, 0);
  private static final LocalTime DAWN = LocalTime.of(3, 30);

  Script {
    habits = List.copyOf(habits);
    week = List.copyOf(week);
    attacks = List.copyOf(attacks);
    watched = List.copyOf(watched);
  }

  /// A script that ends before `now`: the day that is watched is the last Wednesday whose night is
  /// over.
  ///
  /// @param seed of the dice: the same moment and seed give the same script
  static Script before(Instant now, long seed) {
    LocalDate yesterday = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(2);
    LocalDate today = yesterday.with(TemporalAdjusters.previousOrSame(DayOfWeek.WEDNESDAY));
    return on(today, seed);
  }

  private static Script on(LocalDate today, long seed) {
    List<Habit> habits = Company.habits();
    Traffic traffic = new Traffic(today.minusDays(Company.TODAY), seed);
    Instant begin = today.atTime(NOON).toInstant(ZoneOffset.UTC);
    List<Call> week = new ArrayList<>();
    for (int day = 0; day <= Company.TODAY; day++) {
      week.addAll(between(traffic.day(habits, day), Instant.MIN, begin));
    }
    List<Call> watched = new ArrayList<>();
    List<Call> day = traffic.day(habits, Company.TODAY);
    watched.addAll(between(day, begin, today.atTime(EVENING).toInstant(ZoneOffset.UTC)));
    LocalDate tomorrow = today.plusDays(1);
    Instant night = tomorrow.atTime(NIGHT).toInstant(ZoneOffset.UTC);
    List<Call> next = traffic.day(habits, Company.TODAY + 1);
    watched.addAll(between(next, night, tomorrow.atTime(DAWN).toInstant(ZoneOffset.UTC)));
    List<Attack> attacks = new ArrayList<>();
    add(Attacks.stolenAbroad(), begin.plusSeconds(2_700), attacks, watched);
    Instant sharing = begin.plusSeconds(5_400);
    watched.addAll(Attacks.ownerOfShared(sharing.minusSeconds(120)));
    add(Attacks.shared(), sharing, attacks, watched);
    add(Attacks.scraping(), begin.plusSeconds(8_100), attacks, watched);
    add(Attacks.enumeration(), begin.plusSeconds(10_800), attacks, watched);
    add(Attacks.atNight(), night.plusSeconds(3_000), attacks, watched);
    Collections.sort(watched);
    return new Script(habits, week, attacks, watched);
  }

  /// The attack that a call belongs to; absent for the owner's own.
  @Nullable Attack attackOf(Call call) {
    for (Attack attack : attacks) {
      if (attack.name().equals(call.attack())) {
        return attack;
      }
    }
    return null;
  }

  private static void add(Attack attack, Instant at, List<Attack> attacks, List<Call> calls) {
    attacks.add(attack);
    calls.addAll(attack.from(at));
  }

  private static List<Call> between(List<Call> calls, Instant from, Instant until) {
    return calls.stream()
        .filter(c -> !c.time().isBefore(from) && c.time().isBefore(until))
        .toList();
  }
}
