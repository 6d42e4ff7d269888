package dev.warder.risk;

/// What people last said of a few visits, so that saying it twice does nothing twice. The oldest
/// word is forgotten first.
final class Ruled {
  static final int KEPT = 16;
  static final byte NOTHING = 0;
  static final byte LEGITIMATE = 1;
  static final byte COMPROMISED = 2;

  final long[] visits = new long[KEPT];
  final byte[] words = new byte[KEPT];
  int next;

  static long name(String tokenId, long started) {
    return started * 0x9E3779B97F4A7C15L + tokenId.hashCode();
  }

  byte word(long visit) {
    int at = find(visit);
    return at < 0 ? NOTHING : words[at];
  }

  void say(long visit, byte word) {
    int at = find(visit);
    if (at < 0) {
      at = next;
      next = (next + 1) % KEPT;
    }
    visits[at] = visit;
    words[at] = word;
  }

  private int find(long visit) {
    for (int i = 0; i < KEPT; i++) {
      if (words[i] != NOTHING && visits[i] == visit) {
        return i;
      }
    }
    return -1;
  }
}
