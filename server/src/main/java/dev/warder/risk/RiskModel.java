package dev.warder.risk;

import java.util.List;
import java.util.Map;

/// Every figure of the model: weights, tables, windows, clips and half-lives, under a name and a
/// revision. `risk/default-model.json` says what each is for.
///
/// Points are natural-log odds, times are in the unit that the name ends in.
public record RiskModel(
    String name,
    int revision,
    double prior,
    Crowd population,
    History history,
    Mixture network,
    Mixture client,
    Mixture action,
    Map<String, ClassShare> networkClasses,
    Together together,
    Clock time,
    Pace rate,
    Variety breadth,
    Failures errors,
    Travel travel,
    Spread spread,
    Dormancy dormancy,
    Novelty novelty,
    Evidence session,
    Learning learning,
    Confidence confidence,
    List<Knot> calibration,
    List<Knot> score) {

  public RiskModel {
    networkClasses = Map.copyOf(networkClasses);
    calibration = List.copyOf(calibration);
    score = List.copyOf(score);
    ModelCheck.check(prior, calibration, score);
  }

  /// What a recorded risk names as its model.
  public String id() {
    return name + "-" + revision;
  }

  Mixture mixture(Chain chain) {
    return switch (chain) {
      case NETWORK -> network;
      case CLIENT -> client;
      case ACTION -> action;
    };
  }

  /// @param values that the shared table may hold
  /// @param kappa pseudo-holders by which a kind's share is drawn to everybody's
  public record Crowd(int values, double kappa) {}

  /// @param ownTokenFrom from how many counted values on a token is judged by its own history
  /// @param tokens that have a history of their own, per principal
  public record History(
      int halfLifeDays,
      int pruneDays,
      double kappa,
      double kappaUntil,
      int ownTokenFrom,
      int tokens) {
    public History {
      ModelCheck.positive("history", halfLifeDays, pruneDays, kappaUntil, ownTokenFrom, tokens);
    }
  }

  /// How a chain's levels back off to each other.
  ///
  /// @param capacity values kept per level, coarse to fine
  /// @param below upper bounds of the history-size buckets; the last row has none
  /// @param lambda per bucket: the weight of nothing in common, then of each level
  public record Mixture(
      double weight,
      double low,
      double high,
      List<Integer> capacity,
      List<Double> below,
      List<List<Double>> lambda) {
    public Mixture {
      capacity = List.copyOf(capacity);
      below = List.copyOf(below);
      lambda = lambda.stream().map(List::copyOf).toList();
      ModelCheck.mixture(capacity, below, lambda);
    }

    List<Double> lambdas(double events) {
      int row = 0;
      while (row < below.size() && events >= below.get(row)) {
        row++;
      }
      return lambda.get(row);
    }
  }

  /// @param attack the share of attacks that come from this class
  /// @param usual the share of legitimate visits from a new ASN that do
  public record ClassShare(double attack, double usual) {
    public ClassShare {
      ModelCheck.positive("networkClasses", attack, usual);
    }
  }

  /// @param seen how often legitimate calls matched so deeply: rows are network match levels,
  ///   columns client match levels, each from nothing to the finest
  public record Together(double weight, double cap, double shrink, List<List<Double>> seen) {
    public Together {
      seen = seen.stream().map(List::copyOf).toList();
      ModelCheck.square(seen, Chain.NETWORK.levels + 1);
    }
  }

  /// @param longFrom from how many learned hours on the week's 56 slots are used
  public record Clock(
      double weight, double low, double high, double longFrom, double pseudo, double besides) {}

  /// @param usual the peaks of an unknown token, per window
  public record Pace(double weight, double cap, double shape, double kappa, List<Double> usual) {
    public Pace {
      usual = List.copyOf(usual);
      ModelCheck.length("rate.usual", usual, Windows.PACES);
    }
  }

  /// @param usual the peak of different paths in ten minutes of an unknown token
  /// @param slack surprise that owners' exploring causes, and that is not counted
  public record Variety(
      double weight, double cap, double shape, double kappa, double usual, double slack) {
    public Variety {
      ModelCheck.positive("breadth", shape, kappa, usual);
    }
  }

  /// Beta priors of a call's failing, of owners (drawn to what is learned) and of attackers.
  public record Failures(
      double weight,
      double low,
      double high,
      int calls,
      double usualBad,
      double usualGood,
      double attackBad,
      double attackGood,
      int mostPerVisit) {}

  public record Travel(double weight, double cap, double kmPerHour, double leastKm) {}

  /// @param windowSeconds how long ago the other place may have been used
  /// @param usual legitimate rate of 1, 2, 3... changes of ASN within the window, where the
  ///   principal is known to use both
  /// @param fresh the same where one of them is new
  /// @param abroad the same where countries differ
  /// @param disjoint the same where the program changed too, from or to a new network or country
  public record Spread(
      double weight,
      double attack,
      double cap,
      double kappa,
      int windowSeconds,
      List<Double> usual,
      List<Double> fresh,
      List<Double> abroad,
      List<Double> disjoint) {
    public Spread {
      usual = List.copyOf(usual);
      fresh = List.copyOf(fresh);
      abroad = List.copyOf(abroad);
      disjoint = List.copyOf(disjoint);
    }

    List<Double> rates(byte kind) {
      return switch (kind) {
        case Changes.DISJOINT -> disjoint;
        case Changes.ABROAD -> abroad;
        case Changes.NEW -> fresh;
        default -> usual;
      };
    }
  }

  public record Dormancy(double weight, double cap, double afterDays, double gaps) {}

  /// @param halfAt the number of learned routes at which half of it is believed
  /// @param usual legitimate rate of 1, 2, 3... new routes in a session from a new source
  public record Novelty(
      double weight, double attack, double cap, double halfAt, List<Double> usual) {
    public Novelty {
      usual = List.copyOf(usual);
    }
  }

  public record Evidence(double weight, double cap, double drift, int gapMinutes, int sessions) {}

  /// @param trust scores below which a visit is learned at once, while less than so much is learned
  public record Learning(
      int silenceMinutes,
      int longestMinutes,
      int holdHours,
      int heldVisits,
      int freshProofMinutes,
      double dailyShare,
      double dailyFloor,
      int valuesPerVisit,
      List<Trust> trust) {
    public Learning {
      trust = List.copyOf(trust);
      ModelCheck.trust(trust);
    }

    public record Trust(int below, int score) {}
  }

  public record Confidence(double halfAt, double perMissing) {}

  /// A corner of a piecewise-linear curve.
  public record Knot(double at, double value) {}
}
