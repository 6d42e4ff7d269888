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

  private final Chain chain;

  private ChainTerm(Chain chain) {
    this.chain = chain;
  }

  static double[] inputs(int levels) {
    return new double[LEVELS + PER_LEVEL * levels];
  }

  @Override
  public double points(double[] in) {
    return in[WEIGHT] * surprise(in);
  }

  /// Unweighted and clipped.
  static double surprise(double[] in) {
    double likeness = in[LAMBDA_0];
    for (int at = LEVELS; at < in.length; at += PER_LEVEL) {
      double mass = in[at + TOTAL] + in[KAPPA];
      if (in[at + CROWD] != ABSENT && mass > 0) {
        double share = (in[at + COUNT] + in[KAPPA] * in[at + KIND]) / mass;
        likeness += in[at + LAMBDA] * share / in[at + CROWD];
      }
    }
    double l = StrictMath.log(in[ATTACK] / in[USUAL]) - StrictMath.log(likeness);
    return Math.clamp(l, in[LOW], in[HIGH]);
  }

  /// How many levels, from the coarsest on, the history knows without a gap.
  static int matched(double[] in) {
    int depth = 0;
    for (int at = LEVELS; at < in.length; at += PER_LEVEL) {
      if (in[at + CROWD] != ABSENT && in[at + COUNT] == 0) {
        return depth;
      }
      depth += 1;
    }
    return depth;
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
          "%s was seen in %d of %s%s",
          noun,
          Term.whole(in[at + COUNT]),
          Term.events(in[at + TOTAL]),
          whose);
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
        : never + "; only its " + last + " is known";
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
