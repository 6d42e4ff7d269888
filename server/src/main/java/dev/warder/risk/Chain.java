package dev.warder.risk;

/// A run of levels that back off to each other, finest last.
enum Chain {
  NETWORK(0, "network", 0, 4),
  CLIENT(1, "client", 4, 4),
  ACTION(2, "action", 8, 3);

  private static final Chain[] ALL = values();
  static final int COUNT = ALL.length;

  final int index;
  final String term;
  final int first;
  final int levels;

  Chain(int index, String term, int first, int levels) {
    this.index = index;
    this.term = term;
    this.first = first;
    this.levels = levels;
  }

  static Chain at(int index) {
    return ALL[index];
  }

  Level level(int depth) {
    return Level.at(first + depth);
  }
}
