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
    Slots slots = profile.slots(chain);
    double events = slots.total();
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
    for (int depth = 0; depth < chain.levels; depth++) {
      int at = ChainTerm.LEVELS + depth * ChainTerm.PER_LEVEL;
      int key = reading.traits().keys()[chain.first + depth];
      in[at + ChainTerm.LAMBDA] = lambda.get(depth + 1);
      level(in, at, chain.first + depth, key, slots, reading.owner().principal.kind());
      in[at + ChainTerm.TOTAL] = slots.totals[depth];
      in[tail + ChainTerm.DAYS_OF + depth] = slots.days(key);
    }
    in[tail + ChainTerm.DAYS] = mixture.days();
    in[tail + ChainTerm.DAILY] = mixture.daily();
    in[tail + ChainTerm.ACTIVE] = profile.days;
    return in;
  }

  private void level(double[] in, int at, int level, int key, Slots slots, PrincipalKind kind) {
    if (key == 0) {
      in[at + ChainTerm.CROWD] = ChainTerm.ABSENT;
      return;
    }
    long tally = population.tally(key);
    double among = population.share(level, tally);
    in[at + ChainTerm.COUNT] = slots.count(key);
    in[at + ChainTerm.CROWD] = among;
    in[at + ChainTerm.KIND] = population.share(level, tally, kind, among);
  }

  private RiskModel.ClassShare share(Chain chain, Reading reading) {
    boolean fresh = chain == Chain.NETWORK && reading.isNew(Level.ASN);
    return fresh ? classes.getOrDefault(reading.context().network(), NEUTRAL) : NEUTRAL;
  }

  /// Whether network and client are both new; nothing while either has no history.
  void together(List<Factor> into, double[] network, double[] client) {
    RiskModel.Together together = model.together();
    int networkDepth = ChainTerm.NETWORK.matched(network);
    int clientDepth = ChainTerm.CLIENT.matched(client);
    boolean known = network[ChainTerm.EVENTS] > 0 && client[ChainTerm.EVENTS] > 0;
    if (known && networkDepth <= together.network() && clientDepth <= together.client()) {
      double[] in = {
        together.weight(),
        together.attack(),
        together.cap(),
        together.usual(),
        networkDepth,
        clientDepth
      };
      into.add(new Factor("together", TogetherTerm.TOGETHER.points(in), in));
    }
  }

  /// Whose address this is, where it is new to this principal. Only where addresses are of one
  /// place: machines of a cloud change hands.
  void elsewhere(List<Factor> into, Reading reading, double[] network) {
    boolean ofPlace =
        switch (reading.context().network()) {
          case RESIDENTIAL, MOBILE -> true;
          case HOSTING, VPN, TOR, LISTED, PRIVATE, UNKNOWN -> false;
        };
    if (!ofPlace || network[ChainTerm.EVENTS] == 0 || !reading.isNew(Level.ADDRESS)) {
      return;
    }
    int others = Population.holders(population.tally(reading.traits().key(Level.ADDRESS)));
    if (others > 0) {
      RiskModel.Elsewhere elsewhere = model.elsewhere();
      double[] in = {
        elsewhere.weight(), elsewhere.attack(), elsewhere.cap(), elsewhere.usual(others), others
      };
      into.add(new Factor("elsewhere", ElsewhereTerm.ELSEWHERE.points(in), in));
    }
  }
}
