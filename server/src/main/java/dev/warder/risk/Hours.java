package dev.warder.risk;

import dev.warder.model.LocalTime;
import java.util.ArrayList;
import java.util.List;

/// When a principal is active: decayed counts by hour of day and by three-hour slot of the week,
/// one an hour at most.
final class Hours {
  private static final int DAY = 24;
  private static final int SLOTS = 56;
  private static final int DAYS = 7;
  private static final int SLOTS_A_DAY = 8;
  private static final int LINE = 64 / Float.BYTES;

  /// 24 hours, then 56 slots.
  final float[] counts;

  float total;
  int lastHour;

  Hours() {
    counts = new float[DAY + SLOTS];
  }

  Hours(Hours other) {
    counts = other.counts.clone();
    total = other.total;
    lastHour = other.lastHour;
  }

  /// Reads something of each cache line.
  float fetch() {
    float read = total;
    for (int i = 0; i < counts.length; i += LINE) {
      read += counts[i];
    }
    return read;
  }

  void add(LocalTime time, int hourSince1970) {
    if (hourSince1970 <= lastHour) {
      return;
    }
    lastHour = hourSince1970;
    counts[time.hour()] += 1;
    counts[DAY + slot(time)] += 1;
    total += 1;
  }

  void decay(float factor) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] *= factor;
    }
    total *= factor;
  }

  void subtract(Hours other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] = Math.max(0, counts[i] - other.counts[i]);
    }
    total = Math.max(0, total - other.total);
  }

  /// Seven days of eight slots, Monday first.
  List<List<Double>> week() {
    List<List<Double>> week = new ArrayList<>(DAYS);
    for (int day = 0; day < DAYS; day++) {
      List<Double> slots = new ArrayList<>(SLOTS_A_DAY);
      for (int slot = 0; slot < SLOTS_A_DAY; slot++) {
        slots.add((double) counts[DAY + day * SLOTS_A_DAY + slot]);
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
    in[4] = total;
    in[5] = time.hour();
    in[6] = time.weekday();
    if (total >= clock.longFrom()) {
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
    double before = counts[from + (at + length - 1) % length];
    double after = counts[from + (at + 1) % length];
    return (counts[from + at] + besides * (before + after)) / (1 + 2 * besides);
  }

  private double weekday(int day) {
    double sum = 0;
    for (int i = 0; i < SLOTS_A_DAY; i++) {
      sum += counts[DAY + day * SLOTS_A_DAY + i];
    }
    return sum;
  }

  private static int slot(LocalTime time) {
    return (time.weekday() - 1) * SLOTS_A_DAY + time.hour() / 3;
  }
}
