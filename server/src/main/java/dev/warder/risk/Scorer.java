package dev.warder.risk;

import dev.warder.model.Assessment;
import dev.warder.model.Factor;
import dev.warder.model.Familiarity;
import dev.warder.model.Rates;
import dev.warder.model.Risk;
import java.util.ArrayList;
import java.util.List;

/// Puts a call's factors together, in the order in which they are listed and summed.
final class Scorer {
  private static final int MOST_FACTORS = 14;

  private final RiskModel model;
  private final Summation summation;
  private final Familiars familiars;
  private final Behaviour behaviour;
  private final Factor prior;

  Scorer(RiskModel model, Summation summation, Population population) {
    this.model = model;
    this.summation = summation;
    familiars = new Familiars(model, population);
    behaviour = new Behaviour(model);
    double[] in = {model.prior()};
    prior = new Factor("prior", PriorTerm.PRIOR.points(in), in);
  }

  Factor prior() {
    return prior;
  }

  Assessment assess(Reading reading) {
    List<Factor> factors = new ArrayList<>(MOST_FACTORS);
    factors.add(prior);
    double[] client = familiars.inputs(Chain.CLIENT, reading);
    double[] action = familiars.inputs(Chain.ACTION, reading);
    if (reading.hasPlace()) {
      double[] network = familiars.inputs(Chain.NETWORK, reading);
      factors.add(new Factor("network", ChainTerm.NETWORK.points(network), network));
      factors.add(new Factor("client", ChainTerm.CLIENT.points(client), client));
      familiars.together(factors, reading, network, client);
      familiars.elsewhere(factors, reading, network);
    } else {
      factors.add(new Factor("client", ChainTerm.CLIENT.points(client), client));
    }
    double surprise = ChainTerm.ACTION.surprise(action);
    factors.add(new Factor("action", action[ChainTerm.WEIGHT] * surprise, action));
    time(factors, reading);
    behaviour.rate(factors, reading);
    behaviour.breadth(factors, reading);
    behaviour.errors(factors, reading);
    behaviour.travel(factors, reading);
    behaviour.spread(factors, reading);
    behaviour.dormancy(factors, reading);
    behaviour.novelty(factors, reading, action);
    behaviour.session(factors, reading, surprise);
    List<String> missing = missing(reading);
    Risk risk =
        summation.risk(factors, confidence(reading, missing), reading.owner().learned, missing);
    return new Assessment(risk, rates(reading), familiarity(reading), reading.time());
  }

  private void time(List<Factor> factors, Reading reading) {
    Hours hours = reading.owner().hours();
    if (hours != null && model.time().weight() != 0) {
      double[] in = hours.inputs(model.time(), reading.time());
      factors.add(new Factor("time", TimeTerm.TIME.points(in), in));
    }
  }

  private static List<String> missing(Reading reading) {
    List<String> known = reading.context().missing();
    boolean place = !reading.hasPlace() && !known.contains("place");
    boolean history = reading.owner().learned == 0;
    if (!place && !history) {
      return known;
    }
    List<String> missing = new ArrayList<>(known);
    if (place) {
      missing.add("place");
    }
    if (history) {
      missing.add("history");
    }
    return missing;
  }

  private double confidence(Reading reading, List<String> missing) {
    double sum = 0;
    for (int c = 0; c < Chain.COUNT; c++) {
      double events =
          reading.profile(Chain.at(c), model.history().ownTokenFrom()).slots(Chain.at(c)).total();
      sum += events / (events + model.confidence().halfAt());
    }
    double held = Math.max(0, 1 - model.confidence().perMissing() * missing.size());
    return sum / Chain.COUNT * held;
  }

  private static Rates rates(Reading reading) {
    TokenHistory token = reading.token();
    long now = reading.now();
    int errors =
        token.isResting()
            ? 0
            : token.sum(Windows.FAILED, now) + token.sum(Windows.OTHER_ERRORS, now);
    return new Rates(reading.calls(Windows.MINUTE), reading.calls(Windows.HOUR), errors);
  }

  private static Familiarity familiarity(Reading reading) {
    boolean named = !reading.context().client().product().isEmpty();
    return new Familiarity(
        reading.isNew(Level.COUNTRY),
        reading.isNew(Level.ASN),
        named && reading.isNew(Level.PRODUCT));
  }
}
