package dev.warder.audit;

/// The names and brackets that decisions' records have in common, in their order. After each
/// follows a value, or what a bracket holds.
final class Pieces {
  static final Piece GATEWAY = Piece.of("\"gateway\":");
  static final Piece ATTEMPT = Piece.of("\"attempt\":{");
  static final Piece METHOD = Piece.of("\"method\":");
  static final Piece SCHEME = Piece.of("\"scheme\":");
  static final Piece HOST = Piece.of("\"host\":");
  static final Piece PATH = Piece.of("\"path\":");
  static final Piece SOURCE = Piece.of("\"source\":");
  static final Piece HEADERS = Piece.of("\"headers\":{");
  static final Piece IDENTITY = Piece.of("\"identity\":{\"principal\":");
  static final Piece KIND = Piece.of("\"kind\":");
  static final Piece TOKEN = Piece.of("\"token\":");
  static final Piece ASSURANCE = Piece.of("\"assurance\":{\"level\":");
  static final Piece ACTION = Piece.of("\"action\":{");
  static final Piece CLASS = Piece.of("\"class\":");
  static final Piece GROUP = Piece.of("\"group\":");
  static final Piece TEMPLATE = Piece.of("\"template\":");
  static final Piece CONTEXT = Piece.of("\"context\":{\"place\":");
  static final Piece NETWORK = Piece.of("\"network\":");
  static final Piece CLIENT = Piece.of("\"client\":");
  static final Piece RISK = Piece.of("\"risk\":{\"model\":");
  static final Piece LOG_ODDS = Piece.of("\"logOdds\":");
  static final Piece SCORE = Piece.of("\"score\":");
  static final Piece PROBABILITY = Piece.of("\"probability\":");
  static final Piece LEVEL = Piece.of("\"level\":");
  static final Piece CONFIDENCE = Piece.of("\"confidence\":");
  static final Piece LEARNED = Piece.of("\"learned\":");
  static final Piece FACTORS = Piece.of("\"factors\":[");
  static final Piece NAME = Piece.of("{\"name\":");
  static final Piece POINTS = Piece.of("\"points\":");
  static final Piece INPUTS = Piece.of("\"inputs\":");
  static final Piece PER_MINUTE = Piece.of("\"rates\":{\"perMinute\":");
  static final Piece PER_HOUR = Piece.of("\"perHour\":");
  static final Piece ERRORS = Piece.of("\"errors\":");
  static final Piece FAMILIARITY = Piece.of("},\"familiarity\":{");
  static final Piece HOUR = Piece.of("\"localTime\":{\"hour\":");
  static final Piece WEEKDAY = Piece.of("\"weekday\":");
  static final Piece ZONE = Piece.of("\"zone\":");
  static final Piece POLICY = Piece.of("\"policy\":{\"revision\":");
  static final Piece VERDICT = Piece.of("\"verdict\":");
  static final Piece OBLIGATIONS = Piece.of("\"obligations\":{");

  private Pieces() {}
}
