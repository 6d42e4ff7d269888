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
  private final Coincidence coincidence;

  Familiars(RiskModel model, Population population) {
    this.model = model;
    this.population = population;
    for (NetworkClass network : NetworkClass.values()) {
      classes.put(network, model.networkClasses().getOrDefault(network.wire(), NEUTRAL));
    }
    coincidence = new Coincidence(model.together());
  }

  double[] inputs(Chain chain, Reading reading) {
    RiskModel.Mixture mixture = model.mixture(chain);
    Profile profile = reading.profile(chain, model.history().ownTokenFrom());
    Slots slots = profile.slots(chain);
    double events = slots.total();
    List<Double> lambda = mixture.lambdas(events);
    RiskModel.ClassShare share = share(chain, reading);
    double[] in = ChainTerm.inputs(chain.levels);
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
    }
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

  /// What network and client say together; nothing while either has no history.
  void together(List<Factor> into, double[] network, double[] client) {
    if (network[ChainTerm.EVENTS] > 0 && client[ChainTerm.EVENTS] > 0) {
      double[] in = coincidence.inputs(ChainTerm.matched(network), ChainTerm.matched(client));
      into.add(new Factor("together", TogetherTerm.TOGETHER.points(in), in));
    }
  }
}
