package dev.warder.risk;

import dev.warder.model.PrincipalKind;
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
    Elsewhere elsewhere,
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
  /// @param lambda per kind and bucket: the weight of nothing in common, then of each level
  /// @param days on so many different ones a value has to be learned before it may speak for the
  ///   owner as much as its share says
  /// @param daily by so much each of these days multiplies what it may say until then
  public record Mixture(
      double weight,
      double low,
      double high,
      List<Integer> capacity,
      List<Double> below,
      Lambda lambda,
      int days,
      double daily) {
    public Mixture {
      capacity = List.copyOf(capacity);
      below = List.copyOf(below);
      for (PrincipalKind kind : PrincipalKind.values()) {
        ModelCheck.mixture(capacity, below, lambda.of(kind));
      }
      ModelCheck.days(days, daily);
    }

    List<Double> lambdas(PrincipalKind kind, double events) {
      return lambda.of(kind).get(bucket(below, events));
    }
  }

  /// Back-off weights by kind of principal: programs change less than people.
  public record Lambda(
      List<List<Double>> user, List<List<Double>> service, List<List<Double>> agent) {
    public Lambda {
      user = user.stream().map(List::copyOf).toList();
      service = service.stream().map(List::copyOf).toList();
      agent = agent.stream().map(List::copyOf).toList();
    }

    List<List<Double>> of(PrincipalKind kind) {
      return switch (kind) {
        case USER -> user;
        case SERVICE -> service;
        case AGENT -> agent;
      };
    }
  }

  /// @param attack the share of attacks that come from this class
  /// @param usual the share of legitimate visits from a new ASN that do
  public record ClassShare(double attack, double usual) {
    public ClassShare {
      ModelCheck.positive("networkClasses", attack, usual);
    }
  }

  /// The shares of legitimate calls in which both match no deeper than that, by the size of the
  /// history of networks.
  ///
  /// @param network levels that may match for the network to count as new
  /// @param client the same of the client
  /// @param below upper bounds of the sizes; the last has none
  /// @param people of those calls of people that come from homes, offices and mobile networks
  /// @param hosted of those that come from anywhere else
  /// @param programs of services and agents
  public record Together(
      double weight,
      double attack,
      double cap,
      int network,
      int client,
      List<Double> below,
      List<Double> people,
      List<Double> hosted,
      List<Double> programs) {
    public Together {
      ModelCheck.positive("together", attack);
      below = ModelCheck.bounds(below);
      people = ModelCheck.rates("together.people", people, below.size() + 1);
      hosted = ModelCheck.rates("together.hosted", hosted, below.size() + 1);
      programs = ModelCheck.rates("together.programs", programs, below.size() + 1);
    }

    double rate(PrincipalKind kind, boolean isHosted, double events) {
      List<Double> rates = kind != PrincipalKind.USER ? programs : isHosted ? hosted : people;
      return rates.get(bucket(below, events));
    }
  }

  /// Which of the sizes of a history it is.
  private static int bucket(List<Double> below, double events) {
    int bucket = 0;
    while (bucket < below.size() && events >= below.get(bucket)) {
      bucket++;
    }
    return bucket;
  }

  /// Shares of legitimate calls, each for 1, 2 or 3, 4 to 7, and more others.
  ///
  /// @param usual from a new address that others use: of the calls from a new address
  /// @param seat from a new address, with the very program that others use there: of all calls
  /// @param desk the same from a known address, with a program of a kind that is new here
  /// @param seats kept of each principal
  public record Elsewhere(
      double weight,
      double attack,
      double cap,
      List<Double> usual,
      List<Double> seat,
      List<Double> desk,
      int seats) {
    private static final int BUCKETS = 4;

    public Elsewhere {
      usual = ModelCheck.rates("elsewhere.usual", usual, BUCKETS);
      seat = ModelCheck.rates("elsewhere.seat", seat, BUCKETS);
      desk = ModelCheck.rates("elsewhere.desk", desk, BUCKETS);
      ModelCheck.positive("elsewhere", attack, seats);
    }

    static double rate(List<Double> rates, int others) {
      int bucket = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(others);
      return rates.get(Math.min(bucket, BUCKETS - 1));
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

  /// @param proofDays that a visit with fresh proof stands for
  /// @param trust scores below which a visit is learned at once, while less than so much is learned
  public record Learning(
      int silenceMinutes,
      int longestMinutes,
      int holdHours,
      int heldVisits,
      int freshProofMinutes,
      int proofDays,
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
