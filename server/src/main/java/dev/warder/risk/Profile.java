package dev.warder.risk;

import dev.warder.model.PrincipalKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is learned of a principal, or of one of its tokens, as decayed counts.
///
/// `Slots` and `Hours` read and write their own part of it.
sealed class Profile extends Block permits Owner {
  static final int HOURS_A_DAY = 24;

  // Where the numbers stand: sums that decay, and of which another profile can be taken out.
  static final int PEAKS = 0;
  static final int PATHS = PEAKS + Windows.PACES;
  static final int VISITS = PATHS + 1;
  static final int SPREAD = VISITS + 1;
  static final int BAD = SPREAD + Changes.DISJOINT;
  static final int GOOD = BAD + 1;
  static final int HOURS = GOOD + 1;
  private static final int SUMS = HOURS + Hours.COUNTS;

  // Others.
  static final int HOURS_BEGUN = SUMS;
  static final int LAST_HOUR = HOURS_BEGUN + 1;
  static final int DAY = LAST_HOUR + 1;
  static final int DAYS = DAY + 1;
  static final int ADDED = DAYS + 1;
  static final int BEFORE = ADDED + Chain.COUNT;

  // Totals by level, then what `Slots` says.
  static final int TOTALS = BEFORE + Chain.COUNT;
  static final int STARTS = TOTALS + Level.COUNT;
  static final int SIZES = STARTS + Chain.COUNT;
  static final int ROOMS = SIZES + Chain.COUNT;
  private static final int FIXED = ROOMS + Chain.COUNT;

  private static final int LEAST = FIXED + Chain.COUNT * Slots.FIRST_CELLS;

  Profile() {
    super(LEAST);
    for (int c = 0; c < Chain.COUNT; c++) {
      whole(STARTS + c, FIXED + c * Slots.FIRST_CELLS);
      whole(ROOMS + c, Slots.FIRST_ROOM);
    }
  }

  Profile(Profile other) {
    super(other);
  }

  /// Its cells, and more.
  void grow(int[] grown) {
    cells = grown;
  }

  Slots slots(Chain chain) {
    return new Slots(this, chain);
  }

  List<Slots> slots() {
    return List.of(slots(Chain.NETWORK), slots(Chain.CLIENT), slots(Chain.ACTION));
  }

  boolean knows(Level level, int key) {
    return slots(level.chain).has(key);
  }

  /// Where the values of a call stand, by `Level.index`; -1 for those that are unknown.
  int[] places(Traits traits) {
    int[] places = new int[Level.COUNT];
    for (int level = 0; level < Level.COUNT; level++) {
      int key = traits.keys()[level];
      places[level] = key == 0 ? -1 : slots(Level.at(level).chain).find(key);
    }
    return places;
  }

  /// Absent until something was learned.
  @Nullable Hours hours() {
    return whole(HOURS_BEGUN) == 0 ? null : new Hours(this);
  }

  Hours hoursBegun() {
    whole(HOURS_BEGUN, 1);
    return new Hours(this);
  }

  /// The sum of the highest calls per visit in a pace window.
  float peaks(int window) {
    return fraction(PEAKS + window);
  }

  /// The same of the different paths.
  float paths() {
    return fraction(PATHS);
  }

  float visits() {
    return fraction(VISITS);
  }

  /// Of the visits, those with a change of network of this kind, or a stranger one.
  float spreadVisits(int kind) {
    return fraction(SPREAD + kind - 1);
  }

  /// Failed calls, of those whose fate is known.
  float bad() {
    return fraction(BAD);
  }

  float good() {
    return fraction(GOOD);
  }

  void visited(Visit visit) {
    add(VISITS, 1);
    for (int kind = Changes.USUAL; kind <= Changes.learned(visit.change); kind++) {
      add(SPREAD + kind - 1, 1);
    }
    for (int window = 0; window < Windows.PACES; window++) {
      add(PEAKS + window, visit.peak(window));
    }
    add(PATHS, visit.paths);
  }

  void fared(float failed, float succeeded) {
    add(BAD, failed);
    add(GOOD, succeeded);
  }

  /// The day (since 1970) up to which counts are decayed.
  int day() {
    return whole(DAY);
  }

  /// Different days on which anything was learned.
  int days() {
    return whole(DAYS);
  }

  void anotherDay() {
    whole(DAYS, days() + 1);
  }

  /// What the day added to a chain, and what the chain held before it.
  float added(int chain) {
    return fraction(ADDED + chain);
  }

  float before(int chain) {
    return fraction(BEFORE + chain);
  }

  void oneMore(int chain) {
    add(ADDED + chain, 1);
  }

  /// Lets the days up to `today` pass one by one, so that the same days give the same bits however
  /// they are grouped.
  void passDays(int today, RiskModel.History history, Crediting crediting) {
    int day = day();
    if (day == 0 || today - day > history.pruneDays()) {
      day = Math.max(today - 1, day == 0 ? 0 : today - history.pruneDays());
      whole(DAYS, 0);
    }
    float factor = (float) StrictMath.pow(0.5, 1.0 / history.halfLifeDays());
    while (day < today) {
      day++;
      decay(factor, (day - history.pruneDays()) * HOURS_A_DAY, crediting);
    }
    whole(DAY, day);
  }

  private void decay(float factor, int oldestHour, Crediting crediting) {
    for (int c = 0; c < Chain.COUNT; c++) {
      Slots slots = slots(Chain.at(c));
      slots.decay(factor, oldestHour, crediting.census(Chain.at(c)));
      fraction(ADDED + c, 0);
      fraction(BEFORE + c, slots.total());
    }
    scale(PEAKS, SUMS, factor);
  }

  /// Takes out what another holds, as far as it is there. Where both counted the same hour, more
  /// goes than came: to trust less is the safe side.
  void subtract(Profile other, Crediting crediting) {
    for (int c = 0; c < Chain.COUNT; c++) {
      Chain chain = Chain.at(c);
      slots(chain).subtract(other.slots(chain), crediting.census(chain));
    }
    lessen(PEAKS, SUMS, other);
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
