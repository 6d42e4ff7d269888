package dev.warder.replay.baseline;

import java.util.HashMap;
import java.util.Map;

/// Freeman, Jain, Dürmuth, Biggio and Giacinto, "Who Are You? A Statistical Approach to Measuring
/// User Authenticity", NDSS 2016, with the weights of Wiefling et al. as in
/// `das-group/rba-algorithm`: address .6, ASN .3, country .1; user agent .5387, browser .2680,
/// system .1882, kind of device .0051.
///
/// `S = product over features of p(x) / p(x | user)`, each a weighted sum over its levels; where
/// nothing of a feature was ever seen of the user, `p(x | user)` is a quarter of `p(x)`. A user's
/// first log-in is trusted: there is nothing to compare it with.
final class Freeman implements Baseline {
  private static final double[] ADDRESS = {0.6, 0.3, 0.1};
  private static final double[] CLIENT = {0.5387, 0.2680, 0.1882, 0.0051};
  private static final double UNSEEN = 0.25;
  private static final int LEVELS = ADDRESS.length + CLIENT.length;

  private final Counts[] all = counts();
  private final Map<String, Counts[]> users = new HashMap<>();

  @Override
  public String name() {
    return "freeman";
  }

  @Override
  public double score(Sighting sighting) {
    String[] values = values(sighting);
    Counts[] user = users.get(sighting.principal());
    if (user == null) {
      return Double.NEGATIVE_INFINITY;
    }
    return ratio(values, user, 0, ADDRESS) + ratio(values, user, ADDRESS.length, CLIENT);
  }

  /// The logarithm of `p(x) / p(x | user)`, which orders calls as the product does.
  private double ratio(String[] values, Counts[] user, int from, double[] weights) {
    double among = 0;
    double own = 0;
    for (int i = 0; i < weights.length; i++) {
      among += weights[i] * smoothed(all[from + i], values[from + i]);
      own += weights[i] * user[from + i].share(values[from + i]);
    }
    return Math.log(among) - Math.log(own > 0 ? own : UNSEEN * among);
  }

  /// What was never seen has the weight of one of as many unseen values as were seen.
  private static double smoothed(Counts counts, String value) {
    return Math.max(counts.of(value), 1.0) / (counts.total() + counts.distinct() + 1.0);
  }

  @Override
  public void learn(Sighting sighting) {
    String[] values = values(sighting);
    Counts[] user = users.computeIfAbsent(sighting.principal(), key -> counts());
    for (int i = 0; i < LEVELS; i++) {
      all[i].add(values[i]);
      user[i].add(values[i]);
    }
  }

  private static String[] values(Sighting sighting) {
    var client = sighting.context().client();
    return new String[] {
      sighting.address(),
      sighting.asn(),
      sighting.country(),
      client.userAgent(),
      client.product() + client.majorVersion(),
      client.os(),
      client.kind().name()
    };
  }

  private static Counts[] counts() {
    Counts[] counts = new Counts[LEVELS];
    for (int i = 0; i < LEVELS; i++) {
      counts[i] = new Counts();
    }
    return counts;
  }
}
