package dev.warder.app.demo;

/// Public addresses whose country and network the bundled data know.
final class Places {
  static final String BERLIN_OFFICE = "80.153.20.14"; // Deutsche Telekom, DE
  static final String BERLIN_HOME_1 = "91.12.84.23"; // Deutsche Telekom, DE
  static final String BERLIN_HOME_1_NEW = "91.12.91.206"; // the same line after a reconnect
  static final String BERLIN_HOME_2 = "178.5.33.70"; // Vodafone, DE
  static final String MUNICH_HOME = "93.104.77.18"; // M-net, DE
  static final String GERMAN_PHONE = "80.187.101.9"; // Telekom mobile, DE
  static final String PARIS_OFFICE = "90.80.44.12"; // Orange, FR
  static final String PARIS_HOME = "90.5.113.61"; // Orange, FR
  static final String LYON_HOME = "82.65.19.140"; // Free, FR
  static final String LONDON_OFFICE = "81.149.60.22"; // BT, GB
  static final String LONDON_HOME = "86.150.12.201"; // BT, GB
  static final String LEEDS_HOME = "82.3.140.77"; // Virgin Media, GB
  static final String ZURICH_HOTEL = "178.197.224.30"; // Swisscom, CH

  static final String AWS_FRANKFURT = "3.120.18.201";
  static final String AWS_FRANKFURT_2 = "3.121.44.17";
  static final String AZURE_RUNNER_1 = "20.42.11.18";
  static final String AZURE_RUNNER_2 = "20.55.44.120";
  static final String GOOGLE_BELGIUM = "34.76.180.4";
  static final String GOOGLE_BELGIUM_2 = "34.78.25.199";
  static final String HETZNER = "159.69.33.7";

  static final String M247_BUCHAREST = "146.70.66.14";
  static final String SAO_PAULO_HOME = "177.32.91.55"; // Claro, BR
  static final String DIGITAL_OCEAN = "167.99.142.31";
  static final String MANCHESTER_HOME = "92.40.176.8"; // Three mobile, GB
  static final String OVH = "51.91.78.204";

  private Places() {}
}
