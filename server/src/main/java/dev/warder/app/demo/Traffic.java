package dev.warder.app.demo;

import dev.warder.app.demo.Habit.Action;
import dev.warder.app.demo.Habit.Seat;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Plays the normal calls of a company, the same ones each time.
///
/// On the first day everybody goes round: each place, each thing to do. What is usual in a company
/// is known after a week, and nobody in it answers when asked for proof.
final class Traffic {
  private static final int IDS = 400;
  private static final int USUAL_ERRORS = 60; // one call in so many meets a 404

  private final LocalDate start;
  private final long seed;

  /// @param start the day 0 of the script
  Traffic(LocalDate start, long seed) {
    this.start = start;
    this.seed = seed;
  }

  /// All calls of a day, in the order of time.
  List<Call> day(List<Habit> habits, int day) {
    List<Call> calls = new ArrayList<>();
    for (Habit habit : habits) {
      // Each has dice of their own, so that a change to one leaves the others as they were.
      RandomGenerator dice =
          RandomGeneratorFactory.of("L64X128MixRandom")
              .create(seed * 31 + habit.principal().hashCode() * 1009L + day);
      addDay(habit, day, dice, calls);
    }
    Collections.sort(calls);
    return calls;
  }

  private void addDay(Habit habit, int day, RandomGenerator dice, List<Call> calls) {
    LocalDate date = start.plusDays(day);
    if (!habit.weekends() && date.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0) {
      return;
    }
    List<Seat> seats = habit.seats().stream().filter(s -> s.isUsedOn(day)).toList();
    long span = Duration.ofHours(habit.toHour() - habit.fromHour()).toSeconds();
    Instant first = date.atStartOfDay(habit.zone()).plusHours(habit.fromHour()).toInstant();
    for (int i = 0; i < habit.perDay(); i++) {
      // Spread over the day like beads, so that nobody bursts by chance.
      long at = span * i / habit.perDay() + dice.nextLong(Math.max(1, span / habit.perDay()));
      Seat seat = day == 0 ? seats.get(i % seats.size()) : pick(seats, dice);
      addSession(habit, seat, first.plusSeconds(at), day == 0, dice, calls);
    }
  }

  private static void addSession(
      Habit habit,
      Seat seat,
      Instant from,
      boolean goesRound,
      RandomGenerator dice,
      List<Call> calls) {
    Instant time = from;
    int length = 3 + dice.nextInt(5);
    List<Action> actions = habit.actions();
    for (int i = 0; i < length; i++) {
      Action action = goesRound ? actions.get(i % actions.size()) : pick(actions, dice);
      String path = action.path().replace("#", String.valueOf(1 + dice.nextInt(IDS)));
      int status = action.path().contains("#") && dice.nextInt(USUAL_ERRORS) == 0 ? 404 : 200;
      calls.add(
          new Call(
              time,
              habit.principal(),
              seat.address(),
              seat.client(),
              action.method(),
              path,
              status,
              null));
      time = time.plusMillis(2_000 + dice.nextInt(40_000));
    }
  }

  /// Each is half as frequent as the one before it.
  private static <T> T pick(List<T> fromUsualToRare, RandomGenerator dice) {
    for (T each : fromUsualToRare) {
      if (dice.nextBoolean()) {
        return each;
      }
    }
    return fromUsualToRare.getFirst();
  }
}
