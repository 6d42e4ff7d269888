package dev.warder.audit;

import dev.warder.model.Assessment;
import dev.warder.model.Factor;
import dev.warder.model.Familiarity;
import dev.warder.model.LocalTime;
import dev.warder.model.Rates;
import dev.warder.model.Risk;
import dev.warder.model.RiskLevel;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// The assessment of one record after the other. For one thread.
final class RiskScan {
  private static final byte[] MODEL = Scan.name("model");
  private static final byte[] LOG_ODDS = Scan.name("logOdds");
  private static final byte[] SCORE = Scan.name("score");
  private static final byte[] PROBABILITY = Scan.name("probability");
  private static final byte[] LEVEL = Scan.name("level");
  private static final byte[] CONFIDENCE = Scan.name("confidence");
  private static final byte[] LEARNED = Scan.name("learned");
  private static final byte[] FACTORS = Scan.name("factors");
  private static final byte[] NAME = Scan.name("name");
  private static final byte[] POINTS = Scan.name("points");
  private static final byte[] MISSING = Scan.name("missing");
  private static final byte[] RATES = Scan.name("rates");
  private static final byte[] PER_MINUTE = Scan.name("perMinute");
  private static final byte[] PER_HOUR = Scan.name("perHour");
  private static final byte[] ERRORS = Scan.name("errors");
  private static final byte[] FAMILIARITY = Scan.name("familiarity");
  private static final byte[] COUNTRY_IS_NEW = Scan.name("countryIsNew");
  private static final byte[] ASN_IS_NEW = Scan.name("asnIsNew");
  private static final byte[] CLIENT_IS_NEW = Scan.name("clientIsNew");
  private static final byte[] LOCAL_TIME = Scan.name("localTime");

  private final Scan scan;
  private final boolean withFactors;
  private final boolean withNumbers;
  private final Spans<String> words = new Spans<>();
  private final Spans<LocalTime> times = new Spans<>();

  RiskScan(Scan scan, boolean withFactors, boolean withNumbers) {
    this.scan = scan;
    this.withFactors = withFactors;
    this.withNumbers = withNumbers;
  }

  /// @param missing what the context lacks, where the risk does not say more
  /// @param at when the attempt was made
  Assessment read(List<String> missing, Instant at) {
    scan.take('{');
    expect(MODEL);
    String model = word();
    next(LOG_ODDS);
    double logOdds = number();
    next(SCORE);
    int score = (int) scan.whole();
    next(PROBABILITY);
    double probability = number();
    next(LEVEL);
    RiskLevel level = level(word());
    next(CONFIDENCE);
    double confidence = number();
    next(LEARNED);
    long learned = scan.whole();
    next(FACTORS);
    List<Factor> factors = factors();
    scan.take(',');
    List<String> lacks = scan.skipName(MISSING) ? texts() : missing;
    Rates rates = rates();
    Familiarity familiarity = familiarity();
    LocalTime time = LocalTime.of(at, ZoneOffset.UTC);
    if (scan.skip(',')) {
      expect(LOCAL_TIME);
      time = time();
    }
    scan.take('}');
    scan.take(',');
    Risk risk =
        new Risk(model, logOdds, probability, score, level, confidence, learned, factors, lacks);
    return new Assessment(risk, rates, familiarity, time);
  }

  private void expect(byte[] name) {
    if (!scan.skipName(name)) {
      throw new IllegalArgumentException("not written by us");
    }
  }

  private void next(byte[] name) {
    scan.take(',');
    expect(name);
  }

  /// Reading one costs as much as judging a rule: where nobody asks, there is none.
  private double number() {
    if (withNumbers) {
      return scan.decimal();
    }
    scan.skipValue();
    return Double.NaN;
  }

  private String word() {
    int from = scan.at();
    scan.skipText();
    int to = scan.at();
    byte[] bytes = scan.bytes();
    return words.get(bytes, from, to, () -> AttemptScan.text(bytes, from + 1, to - 1));
  }

  private static RiskLevel level(String word) {
    return switch (word) {
      case "low" -> RiskLevel.LOW;
      case "medium" -> RiskLevel.MEDIUM;
      case "high" -> RiskLevel.HIGH;
      case "critical" -> RiskLevel.CRITICAL;
      default -> throw new IllegalArgumentException("no level");
    };
  }

  /// Names and points; what they were computed from is not asked for.
  private List<Factor> factors() {
    if (!withFactors) {
      scan.skipListBefore(MISSING, RATES);
      return List.of();
    }
    scan.take('[');
    List<Factor> factors = new ArrayList<>();
    while (!scan.skip(']')) {
      scan.skip(',');
      scan.take('{');
      expect(NAME);
      String name = word();
      next(POINTS);
      factors.add(new Factor(name, scan.decimal(), new double[0]));
      while (scan.more()) {
        scan.skipAnyName();
        scan.skipValue();
      }
    }
    return factors;
  }

  private List<String> texts() {
    scan.take('[');
    List<String> texts = new ArrayList<>();
    while (!scan.skip(']')) {
      scan.skip(',');
      texts.add(word());
    }
    scan.take(',');
    return texts;
  }

  private Rates rates() {
    expect(RATES);
    scan.take('{');
    expect(PER_MINUTE);
    int perMinute = (int) scan.whole();
    next(PER_HOUR);
    int perHour = (int) scan.whole();
    next(ERRORS);
    int errors = (int) scan.whole();
    scan.take('}');
    return new Rates(perMinute, perHour, errors);
  }

  private Familiarity familiarity() {
    next(FAMILIARITY);
    scan.take('{');
    if (scan.skip('}')) {
      return Familiarity.NOTHING_NEW;
    }
    boolean country = false;
    boolean asn = false;
    boolean client = false;
    do {
      if (scan.skipName(COUNTRY_IS_NEW)) {
        country = scan.truth();
      } else if (scan.skipName(ASN_IS_NEW)) {
        asn = scan.truth();
      } else {
        expect(CLIENT_IS_NEW);
        client = scan.truth();
      }
    } while (scan.more());
    return new Familiarity(country, asn, client);
  }

  private LocalTime time() {
    int from = scan.at();
    scan.skipValue();
    int to = scan.at();
    byte[] bytes = scan.bytes();
    return times.get(bytes, from, to, () -> Decoder.local(AttemptScan.tree(bytes, from, to)));
  }
}
