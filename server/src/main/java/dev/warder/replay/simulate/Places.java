package dev.warder.replay.simulate;

/// Where companies are and people travel, and how far their clocks are from UTC.
final class Places {
  private static final String[] COUNTRIES = {
    "US", "DE", "GB", "FR", "IN", "NL", "BR", "JP", "CA", "AU", "PL", "ES", "SE", "SG", "IT", "MX",
    "UA", "TR", "ZA", "KR"
  };
  private static final double[] WEIGHTS = {
    30, 10, 10, 7, 9, 5, 5, 5, 5, 3, 3, 3, 2, 2, 3, 2, 2, 2, 1.5, 2
  };
  private static final double[] ZONES = {
    -6, 1, 0, 1, 5.5, 1, -3, 9, -5, 10, 1, 1, 1, 8, 1, -6, 2, 3, 2, 9
  };

  private Places() {}

  static String country(Dice dice) {
    return COUNTRIES[dice.pick(WEIGHTS)];
  }

  static double zone(String country) {
    for (int i = 0; i < COUNTRIES.length; i++) {
      if (COUNTRIES[i].equals(country)) {
        return ZONES[i];
      }
    }
    return 0;
  }
}
