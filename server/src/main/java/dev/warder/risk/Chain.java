package dev.warder.risk;

/// A run of levels that back off to each other, finest last.
enum Chain {
  NETWORK("network", 0, 4),
  CLIENT("client", 4, 4),
  ACTION("action", 8, 3);

  private static final Chain[] ALL = values();
  static final int COUNT = ALL.length;

  final String term;
  final int first;
  final int levels;

  Chain(String term, int first, int levels) {
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
