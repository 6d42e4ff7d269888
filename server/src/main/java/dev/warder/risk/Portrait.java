package dev.warder.risk;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What is learned of a principal, as a person reads it.
///
/// @param learned routes counted, each once an hour, ever
/// @param confidence 0 to 1, were all signals there
/// @param addresses different ones that are known; they have no names here
/// @param hours decayed hours of use, by weekday (Monday first) and three-hour slot of its own zone
/// @param peaks mean of the highest number of calls in 10 s, 1 min and 10 min of a visit
/// @param paths the same of different paths in ten minutes
/// @param errorShare of the calls whose fate is known, those that failed; 0 where none is
/// @param held visits that wait to be trusted
public record Portrait(
    long learned,
    double confidence,
    double visits,
    ZoneId zone,
    List<Habit> countries,
    List<Habit> networks,
    int addresses,
    List<Habit> clients,
    List<Habit> routes,
    List<List<Double>> hours,
    List<Double> peaks,
    double paths,
    double errorShare,
    int held) {

  /// A value and how usual it is.
  ///
  /// @param share of what is known of its kind
  /// @param last hour in which it was counted
  public record Habit(String name, double count, double share, Instant last) {}

  static Portrait of(Owner owner, Names names, RiskModel model) {
    Hours hours = owner.hours();
    double known = owner.bad() + owner.good();
    return new Portrait(
        owner.learned,
        confidence(owner, model),
        owner.visits(),
        owner.zone(),
        habits(owner, Level.COUNTRY, names),
        habits(owner, Level.ASN, names),
        owner.slots(Chain.NETWORK).different(Level.ADDRESS.depth()),
        habits(owner, Level.MAJOR, names),
        habits(owner, Level.TEMPLATE, names),
        hours == null ? List.of() : hours.week(),
        peaks(owner),
        mean(owner.paths(), owner.visits()),
        known == 0 ? 0 : owner.bad() / known,
        owner.held.size());
  }

  private static double confidence(Profile profile, RiskModel model) {
    double sum = 0;
    for (Slots chain : profile.slots()) {
      sum += chain.total() / (chain.total() + model.confidence().halfAt());
    }
    return sum / Chain.COUNT;
  }

  private static List<Double> peaks(Profile profile) {
    List<Double> peaks = new ArrayList<>();
    for (int window = 0; window < Windows.PACES; window++) {
      peaks.add(mean(profile.peaks(window), profile.visits()));
    }
    return peaks;
  }

  private static double mean(double sum, double visits) {
    return visits <= 0 ? 0 : sum / visits;
  }

  /// The most usual first.
  private static List<Habit> habits(Profile profile, Level level, Names names) {
    Slots slots = profile.slots(level.chain);
    double total = slots.totalOf(level.depth());
    List<Habit> habits = new ArrayList<>();
    for (int i = 0; i < slots.size(); i++) {
      if (slots.depthAt(i) == level.depth()) {
        Instant last = Instant.ofEpochSecond(slots.hourAt(i) * 3600L);
        double count = slots.countAt(i);
        String name = names.of(level, slots.keyAt(i));
        habits.add(new Habit(name, count, total <= 0 ? 0 : count / total, last));
      }
    }
    habits.sort(Comparator.comparingDouble(Habit::count).reversed());
    return habits;
  }
}
