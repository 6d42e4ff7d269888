package dev.warder.risk;

import dev.warder.model.PrincipalKind;
import org.jspecify.annotations.Nullable;

/// What is learned of a principal, or of one of its tokens, as decayed counts.
final class Profile {
  static final int HOURS_A_DAY = 24;

  final Slots[] chains;
  @Nullable Hours hours;

  /// Sums of the highest calls per pace window, over `visits`.
  final float[] peaks = new float[Windows.PACES];

  /// The same of the different paths.
  float paths;

  float visits;

  /// Of the visits, those with a change of network of each kind, or a stranger one.
  final float[] spreadVisits = new float[Changes.DISJOINT];

  float bad;
  float good;

  /// The day (since 1970) up to which counts are decayed, and what it added, per chain.
  int day;

  /// Different days on which anything was learned.
  int days;

  final float[] added = new float[Chain.COUNT];
  final float[] before = new float[Chain.COUNT];

  Profile() {
    chains = new Slots[Chain.COUNT];
    for (int c = 0; c < Chain.COUNT; c++) {
      chains[c] = new Slots(Chain.at(c).levels);
    }
  }

  Profile(Profile other) {
    chains = new Slots[Chain.COUNT];
    for (int c = 0; c < Chain.COUNT; c++) {
      chains[c] = new Slots(other.chains[c]);
      added[c] = other.added[c];
      before[c] = other.before[c];
    }
    hours = other.hours == null ? null : new Hours(other.hours);
    System.arraycopy(other.peaks, 0, peaks, 0, peaks.length);
    paths = other.paths;
    visits = other.visits;
    System.arraycopy(other.spreadVisits, 0, spreadVisits, 0, spreadVisits.length);
    bad = other.bad;
    good = other.good;
    day = other.day;
    days = other.days;
  }

  int fetch() {
    float read = peaks[0] + spreadVisits[0] + added[0] + before[0];
    read += hours == null ? 0 : hours.fetch();
    return (int) read + chains[0].fetch() + chains[1].fetch() + chains[2].fetch();
  }

  Slots slots(Chain chain) {
    return chains[chain.index];
  }

  boolean knows(Level level, int key) {
    return slots(level.chain).has(key);
  }

  /// Lets the days up to `today` pass one by one, so that the same days give the same bits however
  /// they are grouped.
  void passDays(int today, RiskModel.History history, Crediting crediting) {
    if (day == 0 || today - day > history.pruneDays()) {
      day = Math.max(today - 1, day == 0 ? 0 : today - history.pruneDays());
      days = 0;
    }
    float factor = (float) StrictMath.pow(0.5, 1.0 / history.halfLifeDays());
    while (day < today) {
      day++;
      decay(factor, (day - history.pruneDays()) * HOURS_A_DAY, crediting);
    }
  }

  private void decay(float factor, int oldestHour, Crediting crediting) {
    for (int c = 0; c < Chain.COUNT; c++) {
      chains[c].decay(factor, oldestHour, crediting.census(Chain.at(c)));
      added[c] = 0;
      before[c] = chains[c].total();
    }
    for (int i = 0; i < peaks.length; i++) {
      peaks[i] *= factor;
    }
    if (hours != null) {
      hours.decay(factor);
    }
    paths *= factor;
    visits *= factor;
    for (int i = 0; i < spreadVisits.length; i++) {
      spreadVisits[i] *= factor;
    }
    bad *= factor;
    good *= factor;
  }

  /// Takes out what another holds, as far as it is there. Where both counted the same hour, more
  /// goes than came: to trust less is the safe side.
  void subtract(Profile other, Crediting crediting) {
    for (int c = 0; c < Chain.COUNT; c++) {
      chains[c].subtract(other.chains[c], crediting.census(Chain.at(c)));
    }
    if (hours != null && other.hours != null) {
      hours.subtract(other.hours);
    }
    for (int i = 0; i < peaks.length; i++) {
      peaks[i] = Math.max(0, peaks[i] - other.peaks[i]);
    }
    paths = Math.max(0, paths - other.paths);
    visits = Math.max(0, visits - other.visits);
    for (int i = 0; i < spreadVisits.length; i++) {
      spreadVisits[i] = Math.max(0, spreadVisits[i] - other.spreadVisits[i]);
    }
    bad = Math.max(0, bad - other.bad);
    good = Math.max(0, good - other.good);
  }

  /// Who counts the values that a profile gains and loses: the population for a principal's own,
  /// nobody for a token's.
  interface Crediting {
    Crediting NONE = chain -> Slots.Census.NOBODY;

    Slots.Census census(Chain chain);

    static Crediting of(Population population, PrincipalKind kind) {
      return chain -> population.census(chain, kind);
    }
  }
}
