package dev.warder.risk;

import java.util.List;

/// Makes a model of the figures in its file.
final class ModelReader {
  private ModelReader() {}

  static RiskModel model(Figures in) {
    return new RiskModel(
        in.text("name"),
        in.whole("revision"),
        in.number("prior"),
        in.section("population", of -> new RiskModel.Crowd(of.whole("values"), of.number("kappa"))),
        in.section("history", ModelReader::history),
        in.section("network", ModelReader::mixture),
        in.section("client", ModelReader::mixture),
        in.section("action", ModelReader::mixture),
        in.sections(
            "networkClasses",
            of -> new RiskModel.ClassShare(of.number("attack"), of.number("usual"))),
        in.section("together", ModelReader::together),
        in.section("elsewhere", ModelReader::elsewhere),
        in.section("time", ModelReader::clock),
        in.section("rate", ModelReader::pace),
        in.section("breadth", ModelReader::variety),
        in.section("errors", ModelReader::failures),
        in.section("travel", ModelReader::travel),
        in.section("spread", ModelReader::spread),
        in.section("dormancy", ModelReader::dormancy),
        in.section("novelty", ModelReader::novelty),
        in.section("session", ModelReader::evidence),
        in.section("learning", ModelReader::learning),
        in.section(
            "confidence",
            of -> new RiskModel.Confidence(of.number("halfAt"), of.number("perMissing"))),
        knots(in, "calibration"),
        knots(in, "score"));
  }

  private static RiskModel.History history(Figures in) {
    return new RiskModel.History(
        in.whole("halfLifeDays"),
        in.whole("pruneDays"),
        in.number("kappa"),
        in.number("kappaUntil"),
        in.whole("ownTokenFrom"),
        in.whole("tokens"));
  }

  private static RiskModel.Mixture mixture(Figures in) {
    return new RiskModel.Mixture(
        in.number("weight"),
        in.number("low"),
        in.number("high"),
        in.wholes("capacity"),
        in.numbers("below"),
        in.section("lambda", ModelReader::lambda),
        in.whole("days"),
        in.number("daily"));
  }

  private static RiskModel.Lambda lambda(Figures in) {
    return new RiskModel.Lambda(in.rows("user"), in.rows("service"), in.rows("agent"));
  }

  private static RiskModel.Together together(Figures in) {
    return new RiskModel.Together(
        in.number("weight"),
        in.number("attack"),
        in.number("cap"),
        in.whole("network"),
        in.whole("client"),
        in.numbers("below"),
        in.numbers("people"),
        in.numbers("hosted"),
        in.numbers("programs"));
  }

  private static RiskModel.Elsewhere elsewhere(Figures in) {
    return new RiskModel.Elsewhere(
        in.number("weight"),
        in.number("attack"),
        in.number("cap"),
        in.numbers("usual"),
        in.numbers("seat"),
        in.numbers("desk"),
        in.whole("seats"));
  }

  private static RiskModel.Clock clock(Figures in) {
    return new RiskModel.Clock(
        in.number("weight"),
        in.number("low"),
        in.number("high"),
        in.number("longFrom"),
        in.number("pseudo"),
        in.number("besides"));
  }

  private static RiskModel.Pace pace(Figures in) {
    return new RiskModel.Pace(
        in.number("weight"),
        in.number("cap"),
        in.number("shape"),
        in.number("kappa"),
        in.numbers("usual"));
  }

  private static RiskModel.Variety variety(Figures in) {
    return new RiskModel.Variety(
        in.number("weight"),
        in.number("cap"),
        in.number("shape"),
        in.number("kappa"),
        in.number("usual"),
        in.number("slack"));
  }

  private static RiskModel.Failures failures(Figures in) {
    return new RiskModel.Failures(
        in.number("weight"),
        in.number("low"),
        in.number("high"),
        in.whole("calls"),
        in.number("usualBad"),
        in.number("usualGood"),
        in.number("attackBad"),
        in.number("attackGood"),
        in.whole("mostPerVisit"));
  }

  private static RiskModel.Travel travel(Figures in) {
    return new RiskModel.Travel(
        in.number("weight"), in.number("cap"), in.number("kmPerHour"), in.number("leastKm"));
  }

  private static Spread spread(Figures in) {
    return new Spread(
        in.number("weight"),
        in.numbers("attack"),
        in.number("cap"),
        in.number("kappa"),
        in.number("alone"),
        in.number("aloneHalfAt"),
        in.whole("windowSeconds"),
        in.whole("swiftSeconds"),
        in.numbers("usual"),
        in.numbers("fresh"),
        in.numbers("abroad"),
        in.numbers("disjoint"),
        in.numbers("swift"));
  }

  private static RiskModel.Dormancy dormancy(Figures in) {
    return new RiskModel.Dormancy(
        in.number("weight"), in.number("cap"), in.number("afterDays"), in.number("gaps"));
  }

  private static RiskModel.Novelty novelty(Figures in) {
    return new RiskModel.Novelty(
        in.number("weight"),
        in.number("attack"),
        in.number("cap"),
        in.number("halfAt"),
        in.numbers("usual"));
  }

  private static RiskModel.Evidence evidence(Figures in) {
    return new RiskModel.Evidence(
        in.number("weight"),
        in.number("cap"),
        in.number("drift"),
        in.whole("gapMinutes"),
        in.whole("sessions"));
  }

  private static RiskModel.Learning learning(Figures in) {
    return new RiskModel.Learning(
        in.whole("silenceMinutes"),
        in.whole("longestMinutes"),
        in.whole("holdHours"),
        in.whole("heldVisits"),
        in.whole("freshProofMinutes"),
        in.whole("proofDays"),
        in.number("dailyShare"),
        in.number("dailyFloor"),
        in.whole("valuesPerVisit"),
        in.items(
            "trust", of -> new RiskModel.Learning.Trust(of.whole("below"), of.whole("score"))));
  }

  private static List<RiskModel.Knot> knots(Figures in, String key) {
    return in.items(key, of -> new RiskModel.Knot(of.number("at"), of.number("value")));
  }
}
