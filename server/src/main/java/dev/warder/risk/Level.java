package dev.warder.risk;

/// What a call shows, at each grain that is counted. The order within a chain is coarse to fine.
enum Level {
  COUNTRY(0, Chain.NETWORK, "country"),
  ASN(1, Chain.NETWORK, "ASN"),
  PREFIX(2, Chain.NETWORK, "network prefix"),
  ADDRESS(3, Chain.NETWORK, "address"),
  PRODUCT(4, Chain.CLIENT, "program"),
  PLATFORM(5, Chain.CLIENT, "platform"),
  MAJOR(6, Chain.CLIENT, "major version"),
  AGENT(7, Chain.CLIENT, "full user agent"),
  METHODS(8, Chain.ACTION, "kind of method (read, write or delete)"),
  GROUP(9, Chain.ACTION, "part of the API"),
  TEMPLATE(10, Chain.ACTION, "route");

  private static final Level[] ALL = values();
  static final int COUNT = ALL.length;

  /// Its place among all levels; snapshots hold it.
  final int index;

  final Chain chain;
  final String noun;

  Level(int index, Chain chain, String noun) {
    this.index = index;
    this.chain = chain;
    this.noun = noun;
  }

  static Level at(int index) {
    return ALL[index];
  }

  /// Its place within its chain, 0 the coarsest.
  int depth() {
    return index - chain.first;
  }
}
