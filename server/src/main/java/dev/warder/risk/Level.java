package dev.warder.risk;

/// What a call shows, at each grain that is counted. The order within a chain is coarse to fine.
enum Level {
  COUNTRY(Chain.NETWORK, "country"),
  ASN(Chain.NETWORK, "ASN"),
  PREFIX(Chain.NETWORK, "network prefix"),
  ADDRESS(Chain.NETWORK, "address"),
  PRODUCT(Chain.CLIENT, "product"),
  PLATFORM(Chain.CLIENT, "platform"),
  MAJOR(Chain.CLIENT, "major version"),
  AGENT(Chain.CLIENT, "full user agent"),
  METHODS(Chain.ACTION, "kind of method"),
  GROUP(Chain.ACTION, "endpoint group"),
  TEMPLATE(Chain.ACTION, "route template");

  private static final Level[] ALL = values();
  static final int COUNT = ALL.length;

  final Chain chain;
  final String noun;

  Level(Chain chain, String noun) {
    this.chain = chain;
    this.noun = noun;
  }

  static Level at(int index) {
    return ALL[index];
  }

  /// Its place within its chain, 0 the coarsest.
  int depth() {
    return ordinal() - chain.first;
  }
}
