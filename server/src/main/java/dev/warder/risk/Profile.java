package dev.warder.risk;

import dev.warder.model.PrincipalKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is learned of a principal, or of one of its tokens, as decayed counts.
final class Profile {
  static final int HOURS_A_DAY = 24;

  // Not in an array, which would have to be fetched before them.
  private final Slots network;
  private final Slots client;
  private final Slots action;

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
    network = new Slots(Chain.NETWORK.levels);
    client = new Slots(Chain.CLIENT.levels);
    action = new Slots(Chain.ACTION.levels);
  }

  Profile(Profile other) {
    network = new Slots(other.network);
    client = new Slots(other.client);
    action = new Slots(other.action);
    for (int c = 0; c < Chain.COUNT; c++) {
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
    return (int) read + network.fetch() + client.fetch() + action.fetch();
  }

  Slots slots(Chain chain) {
    return switch (chain) {
      case NETWORK -> network;
      case CLIENT -> client;
      case ACTION -> action;
    };
  }

  List<Slots> slots() {
    return List.of(network, client, action);
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
      Slots slots = slots(Chain.at(c));
      slots.decay(factor, oldestHour, crediting.census(Chain.at(c)));
      added[c] = 0;
      before[c] = slots.total();
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
      Chain chain = Chain.at(c);
      slots(chain).subtract(other.slots(chain), crediting.census(chain));
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
