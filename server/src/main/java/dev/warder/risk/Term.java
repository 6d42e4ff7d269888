package dev.warder.risk;

import dev.warder.model.Context;
import java.util.Locale;

/// One reason for a score: how its recorded inputs become points, and a sentence.
///
/// Both look at nothing but the inputs (and the sentence at the call's context, for names), so a
/// record says the same years later. Arithmetic is `StrictMath`: the same bits on every machine.
interface Term {
  double points(double[] in);

  String because(double[] in, Context context);

  /// @throws IllegalArgumentException where no term has this name
  static Term named(String name) {
    return switch (name) {
      case "prior" -> PriorTerm.PRIOR;
      case "network" -> ChainTerm.NETWORK;
      case "client" -> ChainTerm.CLIENT;
      case "action" -> ChainTerm.ACTION;
      case "elsewhere" -> ElsewhereTerm.ELSEWHERE;
      case "together" -> TogetherTerm.TOGETHER;
      case "time" -> TimeTerm.TIME;
      case "rate" -> RateTerm.RATE;
      case "breadth" -> BreadthTerm.BREADTH;
      case "errors" -> ErrorTerm.ERRORS;
      case "travel" -> TravelTerm.TRAVEL;
      case "spread" -> SpreadTerm.SPREAD;
      case "dormancy" -> DormancyTerm.DORMANCY;
      case "novelty" -> NoveltyTerm.NOVELTY;
      case "session" -> SessionTerm.SESSION;
      case "incident" -> IncidentTerm.INCIDENT;
      default -> throw new IllegalArgumentException("no term of risk is called " + name);
    };
  }

  /// A decayed count as a person reads it.
  static long whole(double count) {
    return count > 0 ? Math.max(1, Math.round(count)) : 0;
  }

  static String events(double count) {
    long whole = whole(count);
    return whole == 1 ? "1 event" : whole + " events";
  }

  static String times(double count) {
    long whole = Math.round(count);
    return whole == 1 ? "once" : whole == 2 ? "twice" : whole + " times";
  }

  static String decimal(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
