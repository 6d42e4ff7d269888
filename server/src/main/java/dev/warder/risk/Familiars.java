package dev.warder.risk;

import dev.warder.model.Factor;
import dev.warder.model.NetworkClass;
import dev.warder.model.PrincipalKind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Fills the inputs of the chains' terms: what is known of this network, this client, this action.
final class Familiars {
  private static final RiskModel.ClassShare NEUTRAL = new RiskModel.ClassShare(1, 1);

  private final RiskModel model;
  private final Population population;
  private final Map<NetworkClass, RiskModel.ClassShare> classes = new EnumMap<>(NetworkClass.class);

  Familiars(RiskModel model, Population population) {
    this.model = model;
    this.population = population;
    for (NetworkClass network : NetworkClass.values()) {
      classes.put(network, model.networkClasses().getOrDefault(network.wire(), NEUTRAL));
    }
  }

  double[] inputs(Chain chain, Reading reading) {
    RiskModel.Mixture mixture = model.mixture(chain);
    Profile profile = reading.profile(chain, model.history().ownTokenFrom());
    double events = profile.slots(chain).total();
    List<Double> lambda = mixture.lambdas(reading.owner().principal.kind(), events);
    RiskModel.ClassShare share = share(chain, reading);
    ChainTerm term = ChainTerm.of(chain);
    double[] in = term.inputs();
    int tail = term.tail();
    in[ChainTerm.WEIGHT] = mixture.weight();
    in[ChainTerm.LOW] = mixture.low();
    in[ChainTerm.HIGH] = mixture.high();
    in[ChainTerm.ATTACK] = share.attack();
    in[ChainTerm.USUAL] = share.usual();
    in[ChainTerm.EVENTS] = events;
    in[ChainTerm.KAPPA] =
        model.history().kappa() * Math.max(0, 1 - events / model.history().kappaUntil());
    in[ChainTerm.LAMBDA_0] = lambda.getFirst();
    in[ChainTerm.OF_TOKEN] = profile == reading.token().own ? 1 : 0;
    levels(chain, reading, profile, lambda, in);
    in[tail + ChainTerm.DAYS] = mixture.days();
    in[tail + ChainTerm.DAILY] = mixture.daily();
    in[tail + ChainTerm.ACTIVE] = profile.days();
    return in;
  }

  private void levels(
      Chain chain, Reading reading, Profile profile, List<Double> lambda, double[] in) {
    Slots slots = profile.slots(chain);
    boolean ofToken = profile == reading.token().own;
    int tail = ChainTerm.of(chain).tail();
    for (int depth = 0; depth < chain.levels; depth++) {
      int level = chain.first + depth;
      int key = reading.traits().keys()[level];
      int place = ofToken ? slots.find(key) : reading.places()[level];
      int at = ChainTerm.LEVELS + depth * ChainTerm.PER_LEVEL;
      in[at + ChainTerm.LAMBDA] = lambda.get(depth + 1);
      in[at + ChainTerm.TOTAL] = slots.totalOf(depth);
      if (place >= 0) {
        in[at + ChainTerm.COUNT] = slots.countAt(place);
        in[tail + ChainTerm.DAYS_OF + depth] = slots.daysAt(place);
      }
      crowd(in, at, level, reading);
    }
  }

  private void crowd(double[] in, int at, int level, Reading reading) {
    if (reading.traits().keys()[level] == 0) {
      in[at + ChainTerm.CROWD] = ChainTerm.ABSENT;
      return;
    }
    long tally = reading.tallies()[level];
    PrincipalKind kind = reading.owner().principal.kind();
    double among = population.share(level, tally);
    in[at + ChainTerm.CROWD] = among;
    in[at + ChainTerm.KIND] = population.share(level, tally, kind, among);
  }

  private RiskModel.ClassShare share(Chain chain, Reading reading) {
    boolean fresh = chain == Chain.NETWORK && reading.isNew(Level.ASN);
    return fresh ? classes.getOrDefault(reading.context().network(), NEUTRAL) : NEUTRAL;
  }

  /// Whether network and client are both new; nothing while either has no history.
  void together(List<Factor> into, Reading reading, double[] network, double[] client) {
    RiskModel.Together together = model.together();
    int networkDepth = ChainTerm.NETWORK.matched(network);
    int clientDepth = ChainTerm.CLIENT.matched(client);
    boolean known = network[ChainTerm.EVENTS] > 0 && client[ChainTerm.EVENTS] > 0;
    if (known && networkDepth <= together.network() && clientDepth <= together.client()) {
      double[] in = {
        together.weight(),
        together.attack(),
        together.cap(),
        together.rate(
            reading.owner().principal.kind(),
            Behaviour.isHosted(reading.context().network()),
            network[ChainTerm.EVENTS]),
        networkDepth,
        clientDepth
      };
      into.add(new Factor("together", TogetherTerm.TOGETHER.points(in), in));
    }
  }

  /// Whose place this is: somebody else's address, or address and program, where they are new to
  /// this principal.
  void elsewhere(List<Factor> into, Reading reading, double[] network) {
    if (network[ChainTerm.EVENTS] == 0) {
      return;
    }
    RiskModel.Elsewhere elsewhere = model.elsewhere();
    boolean moved = reading.isNew(Level.ADDRESS);
    if (!moved && !reading.isNew(Level.PLATFORM)) {
      return;
    }
    int others = sitting(reading);
    if (others > 0 && moved) {
      elsewhere(into, elsewhere.seat(), others, ElsewhereTerm.SEAT);
    } else if (others > 0 && !moved) {
      elsewhere(into, elsewhere.desk(), others, ElsewhereTerm.DESK);
    } else if (moved && Behaviour.isOfPlace(reading.context().network())) {
      int holders = Population.holders(reading.tallies()[Level.ADDRESS.index]);
      if (holders > 0) {
        elsewhere(into, elsewhere.usual(), holders, ElsewhereTerm.ADDRESS);
      }
    }
  }

  private void elsewhere(List<Factor> into, List<Double> rates, int others, int what) {
    RiskModel.Elsewhere elsewhere = model.elsewhere();
    double usual = RiskModel.Elsewhere.rate(rates, others);
    double[] in = {elsewhere.weight(), elsewhere.attack(), elsewhere.cap(), usual, others, what};
    into.add(new Factor("elsewhere", ElsewhereTerm.ELSEWHERE.points(in), in));
  }

  /// How many others use this very program at this very address, if this principal never did.
  private int sitting(Reading reading) {
    int seat = reading.traits().seat();
    return seat == 0 || reading.owner().seats.has(seat) ? 0 : population.sitting(seat);
  }
}
