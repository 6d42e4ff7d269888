package dev.warder.risk;

/// The last changes of place of one token, each between two uses close in time.
final class Changes {
  static final int KEPT = 8;

  int asn;
  int country;
  long last;
  final long[] at = new long[KEPT];
  final boolean[] abroad = new boolean[KEPT];
  int next;

  /// Whether a call from there, now, would be a change.
  boolean wouldChange(int newAsn, long now, long window) {
    return asn != 0 && newAsn != 0 && newAsn != asn && Math.abs(now - last) <= window;
  }

  boolean isAbroad(int newCountry) {
    return country != 0 && newCountry != 0 && country != newCountry;
  }

  int within(long now, long window) {
    int count = 0;
    for (long each : at) {
      count += each != 0 && Math.abs(now - each) <= window ? 1 : 0;
    }
    return count;
  }

  boolean abroadWithin(long now, long window) {
    for (int i = 0; i < KEPT; i++) {
      if (abroad[i] && at[i] != 0 && Math.abs(now - at[i]) <= window) {
        return true;
      }
    }
    return false;
  }

  void used(int newAsn, int newCountry, long now, long window) {
    if (newAsn == 0) {
      return;
    }
    if (wouldChange(newAsn, now, window)) {
      at[next] = now;
      abroad[next] = isAbroad(newCountry);
      next = (next + 1) % KEPT;
    }
    asn = newAsn;
    country = newCountry;
    last = now;
  }
}
