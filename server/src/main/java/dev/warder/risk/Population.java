package dev.warder.risk;

import dev.warder.model.PrincipalKind;
import java.util.concurrent.ConcurrentHashMap;
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
  private final ConcurrentHashMap<Integer, Long> tallies = new ConcurrentHashMap<>();

  /// Per level: holders of any value by kind, then the number of distinct values.
  private final AtomicLongArray sums = new AtomicLongArray(Level.COUNT * STRIDE);

  Population(RiskModel.Crowd crowd) {
    most = crowd.values();
    kappa = crowd.kappa();
  }

  /// The numbers of holders by kind, packed; 0 where nobody holds the value.
  long tally(int key) {
    return tallies.getOrDefault(key, 0L);
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
    return new Slots.Census() {
      @Override
      public void appeared(int depth, int key) {
        change(chain.first + depth, key, index(kind), 1);
      }

      @Override
      public void vanished(int depth, int key) {
        change(chain.first + depth, key, index(kind), -1);
      }
    };
  }

  /// Counts a restored profile, or takes one out that is forgotten.
  void count(Profile profile, PrincipalKind kind, int step) {
    for (int c = 0; c < Chain.COUNT; c++) {
      Slots slots = profile.chains[c];
      for (int i = 0; i < slots.size; i++) {
        change(Chain.at(c).first + slots.depthAt(i), slots.keys[i], index(kind), step);
      }
    }
  }

  private void change(int level, int key, int kind, int step) {
    boolean full = tallies.size() >= most;
    tallies.compute(
        key,
        (k, before) -> {
          long tally = before == null ? 0 : before;
          long holders = tally >>> (BITS * kind) & MASK;
          boolean uncounted = before == null && full;
          if (uncounted || (step < 0 && holders == 0) || (step > 0 && holders == MASK)) {
            return before;
          }
          long after = tally + ((long) step << (BITS * kind));
          sums.addAndGet(level * STRIDE + kind, step);
          if (tally == 0 || after == 0) {
            sums.addAndGet(level * STRIDE + KINDS, step);
          }
          return after == 0 ? null : after;
        });
  }

  private static int index(PrincipalKind kind) {
    return switch (kind) {
      case USER -> 0;
      case SERVICE -> 1;
      case AGENT -> 2;
    };
  }
}
