package dev.warder.risk;

import dev.warder.model.Factor;
import dev.warder.model.NetworkClass;
import dev.warder.model.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Fills the inputs of the terms about how a token behaves: pace, failures, places, novelty,
/// session. A term that has nothing to say is left out.
final class Behaviour {
  private static final double MILLIS_AN_HOUR = 3_600_000;

  private final RiskModel model;
  private final Changes.Span spans;

  Behaviour(RiskModel model) {
    this.model = model;
    spans = Changes.Span.of(model.spread());
  }

  void rate(List<Factor> into, Reading reading) {
    RiskModel.Pace pace = model.rate();
    if (pace.weight() == 0) {
      return;
    }
    Profile habits = reading.habits(model.history().ownTokenFrom());
    double[] most = {};
    double worst = -1;
    for (int window = 0; window < Windows.PACES; window++) {
      double usual = pace.usual().get(window);
      double calls = reading.calls(window);
      double peaks = habits.peaks(window);
      double mean = (pace.kappa() * usual + peaks) / (pace.kappa() + habits.visits());
      double surprise = RateTerm.surprise(pace.shape(), calls, mean);
      if (surprise > worst) {
        worst = surprise;
        most =
            new double[] {
              pace.weight(),
              pace.cap(),
              pace.shape(),
              pace.kappa(),
              calls,
              Windows.seconds(window),
              usual,
              peaks,
              habits.visits()
            };
      }
    }
    into.add(new Factor("rate", RateTerm.RATE.points(most), most));
  }

  void breadth(List<Factor> into, Reading reading) {
    RiskModel.Variety variety = model.breadth();
    if (variety.weight() == 0) {
      return;
    }
    Profile habits = reading.habits(model.history().ownTokenFrom());
    double[] in = {
      variety.weight(),
      variety.cap(),
      variety.shape(),
      variety.kappa(),
      reading.paths(),
      variety.usual(),
      habits.paths(),
      habits.visits(),
      variety.slack()
    };
    into.add(new Factor("breadth", BreadthTerm.BREADTH.points(in), in));
  }

  void errors(List<Factor> into, Reading reading) {
    TokenHistory token = reading.token();
    int known = token.isResting() ? 0 : token.sum(Windows.KNOWN, reading.now());
    if (known == 0) {
      return;
    }
    RiskModel.Failures errors = model.errors();
    double failed = token.sum(Windows.FAILED, reading.now());
    double calls = Math.min(known, errors.calls());
    Profile habits = reading.habits(model.history().ownTokenFrom());
    double[] in = {
      errors.weight(),
      errors.low(),
      errors.high(),
      Math.rint(failed * calls / known),
      calls,
      errors.usualBad(),
      errors.usualGood(),
      habits.bad(),
      habits.good(),
      errors.attackBad(),
      errors.attackGood()
    };
    into.add(new Factor("errors", ErrorTerm.ERRORS.points(in), in));
  }

  void travel(List<Factor> into, Reading reading) {
    Place.Point from = reading.owner().point;
    Place.Point to = reading.context().place().point();
    if (from == null || to == null || !staysPut(reading.context().network())) {
      return;
    }
    RiskModel.Travel travel = model.travel();
    double km =
        TravelTerm.km(from.latitude(), from.longitude(), to.latitude(), to.longitude())
            - from.radiusKm()
            - to.radiusKm();
    double hours = (reading.now() - reading.owner().pointTime) / MILLIS_AN_HOUR;
    if (km < travel.leastKm() || hours < 0 || km <= hours * travel.kmPerHour()) {
      return;
    }
    double[] in = {travel.weight(), travel.cap(), km, hours, travel.kmPerHour()};
    into.add(new Factor("travel", TravelTerm.TRAVEL.points(in), in));
  }

  /// Whether its addresses are of one place: machines of a cloud change hands.
  static boolean isOfPlace(NetworkClass network) {
    return network == NetworkClass.RESIDENTIAL || network == NetworkClass.MOBILE;
  }

  /// Whether its addresses are those of machines rather than of people.
  static boolean isHosted(NetworkClass network) {
    return network == NetworkClass.HOSTING
        || network == NetworkClass.VPN
        || network == NetworkClass.TOR
        || network == NetworkClass.LISTED;
  }

  /// Whether its addresses lie where their users are.
  static boolean staysPut(NetworkClass network) {
    return network == NetworkClass.RESIDENTIAL || network == NetworkClass.LISTED;
  }

  void spread(List<Factor> into, Reading reading) {
    Spread spread = model.spread();
    Changes changes = reading.token().changes();
    long window = spans.window();
    Traits traits = reading.traits();
    boolean known = !reading.isNew(Level.ASN);
    byte now =
        changes.kind(
            traits.key(Level.ASN),
            traits.key(Level.COUNTRY),
            traits.key(Level.PRODUCT),
            known,
            reading.now(),
            spans);
    byte kind = (byte) Math.max(now, changes.strangest(reading.now(), window));
    if (kind == 0) {
      return;
    }
    int count = changes.count(kind, reading.now(), window) + (now == kind ? 1 : 0);
    byte learned = Changes.learned(kind);
    double usual = spread.rate(kind, count);
    Profile habits = reading.habits(model.history().ownTokenFrom());
    double[] in = {
      spread.weight(),
      spread.attack().get(kind - 1),
      spread.cap(),
      spread.kappa(),
      usual,
      count,
      kind,
      habits.spreadVisits(learned) * usual / spread.rate(learned, 1),
      habits.visits(),
      kind == Changes.SWIFT ? spread.swiftSeconds() : spread.windowSeconds(),
      spread.alone(),
      spread.aloneHalfAt(),
      reading.profile(Chain.ACTION, model.history().ownTokenFrom()).slots(Chain.ACTION).total()
    };
    into.add(new Factor("spread", SpreadTerm.SPREAD.points(in), in));
  }

  void dormancy(List<Factor> into, Reading reading) {
    RiskModel.Dormancy dormancy = model.dormancy();
    Session session = reading.session();
    double days = session == null ? silence(reading.token(), reading.now()) : session.silence;
    double usualGap = reading.token().usualGapDays;
    if (days <= DormancyTerm.threshold(dormancy.afterDays(), usualGap, dormancy.gaps())) {
      return;
    }
    double[] in = {
      dormancy.weight(), dormancy.cap(), days, dormancy.afterDays(), usualGap, dormancy.gaps()
    };
    into.add(new Factor("dormancy", DormancyTerm.DORMANCY.points(in), in));
  }

  static float silence(TokenHistory token, long now) {
    return token.last == 0 ? 0 : (float) ((now - token.last) / (24 * MILLIS_AN_HOUR));
  }

  void novelty(List<Factor> into, Reading reading, double[] action) {
    boolean fresh = reading.isNew(Level.ASN) || reading.isNew(Level.PRODUCT);
    if (!fresh || action[ChainTerm.EVENTS] == 0) {
      return;
    }
    Session session = reading.session();
    boolean first = session == null || session.isFirst(reading.traits().operation());
    boolean novel = ChainTerm.ACTION.matched(action) < Chain.ACTION.levels;
    int count = (session == null ? 0 : session.novel) + (novel && first ? 1 : 0);
    if (count > 0) {
      RiskModel.Novelty novelty = model.novelty();
      double usual = novelty.usual().get(Math.min(count, novelty.usual().size()) - 1);
      double[] in = {
        novelty.weight(),
        novelty.attack(),
        novelty.cap(),
        usual,
        count,
        action[ChainTerm.EVENTS],
        novelty.halfAt()
      };
      into.add(new Factor("novelty", NoveltyTerm.NOVELTY.points(in), in));
    }
  }

  void session(List<Factor> into, Reading reading, double surprise) {
    RiskModel.Evidence evidence = model.session();
    @Nullable Session session = reading.session();
    boolean first = session == null || session.isFirst(reading.traits().operation());
    double[] in = {
      evidence.weight(),
      session == null ? 0 : session.evidence,
      surprise,
      evidence.drift(),
      evidence.cap(),
      first ? 1 : 0
    };
    into.add(new Factor("session", SessionTerm.SESSION.points(in), in));
  }
}
