package dev.warder.risk;

import dev.warder.model.LocalTime;
import java.util.ArrayList;
import java.util.List;

/// When a principal is active: the part of a profile that has decayed counts by hour of day and by
/// three-hour slot of the week, one an hour at most.
final class Hours {
  private static final int DAY = 24;
  private static final int SLOTS = 56;
  private static final int DAYS = 7;
  private static final int SLOTS_A_DAY = 8;

  // 24 hours, then 56 slots, then their sum.
  private static final int TOTAL = DAY + SLOTS;
  static final int COUNTS = TOTAL + 1;

  private final Profile profile;

  Hours(Profile profile) {
    this.profile = profile;
  }

  float count(int at) {
    return profile.fraction(Profile.HOURS + at);
  }

  private float total() {
    return count(TOTAL);
  }

  void add(LocalTime time, int hourSince1970) {
    if (hourSince1970 <= profile.whole(Profile.LAST_HOUR)) {
      return;
    }
    profile.whole(Profile.LAST_HOUR, hourSince1970);
    profile.add(Profile.HOURS + time.hour(), 1);
    profile.add(Profile.HOURS + DAY + slot(time), 1);
    profile.add(Profile.HOURS + TOTAL, 1);
  }

  /// Seven days of eight slots, Monday first.
  List<List<Double>> week() {
    List<List<Double>> week = new ArrayList<>(DAYS);
    for (int day = 0; day < DAYS; day++) {
      List<Double> slots = new ArrayList<>(SLOTS_A_DAY);
      for (int slot = 0; slot < SLOTS_A_DAY; slot++) {
        slots.add((double) count(DAY + day * SLOTS_A_DAY + slot));
      }
      week.add(slots);
    }
    return week;
  }

  double[] inputs(RiskModel.Clock clock, LocalTime time) {
    double[] in = new double[11];
    in[0] = clock.weight();
    in[1] = clock.low();
    in[2] = clock.high();
    in[3] = clock.pseudo();
    in[4] = total();
    in[5] = time.hour();
    in[6] = time.weekday();
    if (total() >= clock.longFrom()) {
      in[7] = SLOTS;
      in[8] = smoothed(DAY, SLOTS, slot(time), clock.besides());
    } else {
      in[7] = DAY;
      in[8] = smoothed(0, DAY, time.hour(), clock.besides());
      in[9] = DAYS;
      in[10] = weekday(time.weekday() - 1);
    }
    return in;
  }

  private double smoothed(int from, int length, int at, double besides) {
    double before = count(from + (at + length - 1) % length);
    double after = count(from + (at + 1) % length);
    return (count(from + at) + besides * (before + after)) / (1 + 2 * besides);
  }

  private double weekday(int day) {
    double sum = 0;
    for (int i = 0; i < SLOTS_A_DAY; i++) {
      sum += count(DAY + day * SLOTS_A_DAY + i);
    }
    return sum;
  }

  private static int slot(LocalTime time) {
    return (time.weekday() - 1) * SLOTS_A_DAY + time.hour() / 3;
  }
}
