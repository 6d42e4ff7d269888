package dev.warder.risk;

import dev.warder.model.PrincipalKind;
import java.util.concurrent.atomic.AtomicLongArray;

/// How many principals, of each kind, hold a value in their history.
///
/// Principals are counted, not calls, so that no flood can move a share. The table is derived from
/// the profiles: whoever restores these fills it again. Beyond `most` values new ones stay
/// uncounted and look as rare as unseen ones.
final class Population {
  private static final int KINDS = PrincipalKind.values().length;
  private static final int BITS = 21;
  private static final long MASK = (1L << BITS) - 1;
  private static final int STRIDE = KINDS + 1;

  private final int most;
  private final double kappa;
  private final Tallies tallies = new Tallies();

  /// Apart, as there are more of them than of all else and most calls need none: what they do need
  /// stays close together.
  private final Tallies seats = new Tallies();

  /// Per level, and last for seats: holders of any value by kind, then the number of distinct
  /// values.
  private final AtomicLongArray sums = new AtomicLongArray((Traits.SEAT + 1) * STRIDE);

  Population(RiskModel.Crowd crowd) {
    most = crowd.values();
    kappa = crowd.kappa();
  }

  /// The numbers of holders by kind, packed; 0 where nobody holds the value.
  long tally(int key) {
    return tallies.get(key);
  }

  /// The same of all that a call shows, by `Level.index`.
  long[] tallies(Traits traits) {
    long[] all = new long[Level.COUNT];
    for (int level = 0; level < Level.COUNT; level++) {
      all[level] = tally(traits.keys()[level]);
    }
    return all;
  }

  /// How many use this program at this address.
  int sitting(int seat) {
    return holders(seats.get(seat));
  }

  static int holders(long tally) {
    int holders = 0;
    for (int kind = 0; kind < KINDS; kind++) {
      holders += (int) (tally >>> (BITS * kind) & MASK);
    }
    return holders;
  }

  /// The share among all, smoothed: what nobody holds gets the weight of one holder, and the mass
  /// of the unseen grows with the number of distinct values (Freeman et al., NDSS 2016).
  double share(int level, long tally) {
    int holders = holders(tally);
    long all = 1 + sums.get(level * STRIDE + KINDS);
    for (int kind = 0; kind < KINDS; kind++) {
      all += sums.get(level * STRIDE + kind);
    }
    return (double) Math.max(holders, 1) / all;
  }

  /// The share among principals of one kind, drawn towards the share among all.
  double share(int level, long tally, PrincipalKind kind, double among) {
    long holders = tally >>> (BITS * index(kind)) & MASK;
    long all = sums.get(level * STRIDE + index(kind));
    return (holders + kappa * among) / (all + kappa);
  }

  Slots.Census census(Chain chain, PrincipalKind kind) {
    return census(chain.first, kind);
  }

  Slots.Census seats(PrincipalKind kind) {
    return census(Traits.SEAT, kind);
  }

  private Slots.Census census(int first, PrincipalKind kind) {
    return new Slots.Census() {
      @Override
      public void appeared(int depth, int key) {
        change(first + depth, key, index(kind), 1);
      }

      @Override
      public void vanished(int depth, int key) {
        change(first + depth, key, index(kind), -1);
      }
    };
  }

  /// Counts a restored owner, or takes one out that is forgotten.
  void count(Owner owner, int step) {
    PrincipalKind kind = owner.principal.kind();
    for (int i = 0; i < owner.seats.size(); i++) {
      change(Traits.SEAT, owner.seats.at(i), index(kind), step);
    }
    for (int c = 0; c < Chain.COUNT; c++) {
      Slots slots = owner.slots(Chain.at(c));
      for (int i = 0; i < slots.size(); i++) {
        change(Chain.at(c).first + slots.depthAt(i), slots.keyAt(i), index(kind), step);
      }
    }
  }

  private void change(int level, int key, int kind, int step) {
    Tallies its = level == Traits.SEAT ? seats : tallies;
    synchronized (its) {
      long before = its.get(key);
      long holders = before >>> (BITS * kind) & MASK;
      boolean uncounted = before == 0 && tallies.size() + seats.size() >= most;
      if (uncounted || (step < 0 && holders == 0) || (step > 0 && holders == MASK)) {
        return;
      }
      long after = before + ((long) step << (BITS * kind));
      its.put(key, after);
      sums.addAndGet(level * STRIDE + kind, step);
      if (before == 0 || after == 0) {
        sums.addAndGet(level * STRIDE + KINDS, step);
      }
    }
  }

  private static int index(PrincipalKind kind) {
    return switch (kind) {
      case USER -> 0;
      case SERVICE -> 1;
      case AGENT -> 2;
    };
  }
}
