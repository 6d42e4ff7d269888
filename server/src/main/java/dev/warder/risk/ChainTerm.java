package dev.warder.risk;

import dev.warder.model.Client;
import dev.warder.model.Context;
import dev.warder.model.Place;
import java.util.Locale;

/// How unusual a network, client or action is, backing off from the finest level to the coarsest
/// (after Freeman et al., "Who Are You? A Statistical Approach to Measuring User Authenticity",
/// NDSS 2016).
///
/// `l = ln(q / p) - ln[lambda_0 + sum_h lambda_h * share(h) / p_G(h)]`
final class ChainTerm implements Term {
  static final ChainTerm NETWORK = new ChainTerm(Chain.NETWORK);
  static final ChainTerm CLIENT = new ChainTerm(Chain.CLIENT);
  static final ChainTerm ACTION = new ChainTerm(Chain.ACTION);

  // Where the inputs stand.
  static final int WEIGHT = 0;
  static final int LOW = 1;
  static final int HIGH = 2;
  static final int ATTACK = 3;
  static final int USUAL = 4;
  static final int EVENTS = 5;
  static final int KAPPA = 6;
  static final int LAMBDA_0 = 7;
  static final int OF_TOKEN = 8;
  static final int LEVELS = 9;

  // Within a level.
  static final int COUNT = 0;
  static final int TOTAL = 1;
  static final int CROWD = 2;
  static final int KIND = 3;
  static final int LAMBDA = 4;
  static final int PER_LEVEL = 5;

  /// The population share of a level of which the call shows nothing.
  static final double ABSENT = -1;

  // After the levels; records of earlier versions end before.
  static final int DAYS = 0;
  static final int DAILY = 1;
  static final int ACTIVE = 2;
  static final int DAYS_OF = 3;

  private final Chain chain;

  private ChainTerm(Chain chain) {
    this.chain = chain;
  }

  static ChainTerm of(Chain chain) {
    return switch (chain) {
      case NETWORK -> NETWORK;
      case CLIENT -> CLIENT;
      case ACTION -> ACTION;
    };
  }

  double[] inputs() {
    return new double[tail() + DAYS_OF + chain.levels];
  }

  int tail() {
    return LEVELS + PER_LEVEL * chain.levels;
  }

  @Override
  public double points(double[] in) {
    return in[WEIGHT] * surprise(in);
  }

  /// Unweighted and clipped.
  double surprise(double[] in) {
    double l = StrictMath.log(in[ATTACK] / in[USUAL]) - StrictMath.log(likeness(in));
    return Math.clamp(l, in[LOW], in[HIGH]);
  }

  /// How much likelier this is of the owner than of anybody.
  ///
  /// What was learned on a few days only can bring it near to 1 but never there, whatever it says:
  /// nobody becomes usual in a day.
  private double likeness(double[] in) {
    double settled = in[LAMBDA_0];
    double young = 0;
    int least = Integer.MAX_VALUE;
    for (int depth = 0; depth < chain.levels; depth++) {
      int at = LEVELS + depth * PER_LEVEL;
      double mass = in[at + TOTAL] + in[KAPPA];
      if (in[at + CROWD] != ABSENT && mass > 0) {
        double share = (in[at + COUNT] + in[KAPPA] * in[at + KIND]) / mass;
        double says = in[at + LAMBDA] * share / in[at + CROWD];
        int missing = missingDays(in, depth);
        settled += missing > 0 ? 0 : says;
        young += missing > 0 ? says : 0;
        least = missing > 0 ? Math.min(least, missing) : least;
      }
    }
    if (young == 0) {
      return settled;
    }
    double most = StrictMath.pow(in[tail() + DAILY], -least);
    return Math.min(settled + young, Math.max(settled, most));
  }

  /// Days that a known value lacks to count as usual. Whoever was active on fewer cannot lack them.
  int missingDays(double[] in, int depth) {
    int tail = tail();
    if (in.length == tail || in[LEVELS + depth * PER_LEVEL + COUNT] == 0) {
      return 0;
    }
    double asked = Math.min(in[tail + DAYS], in[tail + ACTIVE]);
    return (int) (asked - in[tail + DAYS_OF + depth]);
  }

  /// How many levels, from the coarsest on, the history knows without a gap.
  int matched(double[] in) {
    for (int depth = 0; depth < chain.levels; depth++) {
      int at = LEVELS + depth * PER_LEVEL;
      if (in[at + CROWD] != ABSENT && in[at + COUNT] == 0) {
        return depth;
      }
    }
    return chain.levels;
  }

  @Override
  public String because(double[] in, Context context) {
    if (in[EVENTS] < 0.5) {
      return "nothing is learned yet; judged by what others of its kind show";
    }
    int matched = matched(in);
    String whose = in[OF_TOKEN] != 0 ? " of this token" : "";
    if (matched == chain.levels) {
      int at = LEVELS + PER_LEVEL * (matched - 1);
      String noun = "this " + chain.level(matched - 1).noun;
      return String.format(
          Locale.ROOT,
          "%s was seen in %d of %s%s%s",
          noun,
          Term.whole(in[at + COUNT]),
          Term.events(in[at + TOTAL]),
          whose,
          young(in));
    }
    String unknown = name(matched, context);
    String events = Term.events(in[LEVELS + PER_LEVEL * matched + TOTAL]) + whose;
    String never = unknown + " was never seen in " + events;
    if (matched == 0) {
      return never;
    }
    String last = last(in, matched);
    return chain == Chain.NETWORK
        ? never + "; matched at " + last + " level only"
        : never + "; only its " + last + " is known" + young(in);
  }

  /// The coarsest that is known, but not for long.
  private String young(double[] in) {
    for (int depth = 0; depth < chain.levels; depth++) {
      if (missingDays(in, depth) > 0) {
        int days = (int) in[tail() + DAYS_OF + depth];
        String noun = chain.level(depth).noun;
        return ", its " + noun + " on " + days + (days == 1 ? " day only" : " days only");
      }
    }
    return "";
  }

  private String last(double[] in, int matched) {
    int depth = matched - 1;
    while (depth > 0 && in[LEVELS + PER_LEVEL * depth + CROWD] == ABSENT) {
      depth--;
    }
    return chain.level(depth).noun;
  }

  private String name(int depth, Context context) {
    Place place = context.place();
    Client client = context.client();
    return switch (chain.level(depth)) {
      case COUNTRY -> "country " + place.country();
      case ASN -> "AS" + place.asn();
      case PRODUCT -> client.product().isEmpty() ? "a nameless client" : client.product();
      case PLATFORM -> client.product() + " on " + client.platform();
      case MAJOR -> client.product() + " " + client.majorVersion();
      default -> "this " + chain.level(depth).noun;
    };
  }
}
