package dev.warder.risk;

/// The last changes of network of one token, each between two uses close in time.
final class Changes {
  static final int KEPT = 8;

  /// Between two networks that its principal is known to use, in one country.
  static final byte USUAL = 1;

  /// From or to a network that was new to its principal.
  static final byte NEW = 2;

  /// Between countries.
  static final byte ABROAD = 3;

  /// From or to a network that was new, or between countries, and to another program as well.
  static final byte DISJOINT = 4;

  /// The same so soon after the use before that whoever made that is still at work.
  static final byte SWIFT = 5;

  /// In milliseconds: how long ago the other place may have been used, and how lately for a change
  /// to be swift.
  record Span(long window, long swift) {
    static Span of(Spread spread) {
      return new Span(spread.windowSeconds() * 1000L, spread.swiftSeconds() * 1000L);
    }
  }

  private static final long[] NO_TIMES = {};
  private static final byte[] NO_KINDS = {};

  int asn;
  int product;
  int country;
  boolean known;
  long last;

  /// Empty until something changed, as most tokens stay where they are.
  long[] at = NO_TIMES;

  byte[] kinds = NO_KINDS;
  int next;

  /// What a call from there, now, would be; 0 where it is no change.
  byte kind(int newAsn, int newCountry, int newProduct, boolean newKnown, long now, Span span) {
    long since = Math.abs(now - last);
    if (asn == 0 || newAsn == 0 || newAsn == asn || since > span.window) {
      return 0;
    }
    boolean abroad = country != 0 && newCountry != 0 && country != newCountry;
    if (known && newKnown && !abroad) {
      return USUAL;
    }
    if (product != newProduct) {
      return since <= span.swift ? SWIFT : DISJOINT;
    }
    return abroad ? ABROAD : NEW;
  }

  /// As what it is counted with what is learned of its principal, which does not tell swift ones.
  static byte learned(byte kind) {
    return (byte) Math.min(kind, DISJOINT);
  }

  /// The strangest kind within the window; 0 where nothing changed.
  byte strangest(long now, long window) {
    byte strangest = 0;
    for (int i = 0; i < at.length; i++) {
      if (isWithin(i, now, window) && kinds[i] > strangest) {
        strangest = kinds[i];
      }
    }
    return strangest;
  }

  /// How many were as strange as this or stranger.
  int count(byte kind, long now, long window) {
    int count = 0;
    for (int i = 0; i < at.length; i++) {
      count += isWithin(i, now, window) && kinds[i] >= kind ? 1 : 0;
    }
    return count;
  }

  private boolean isWithin(int i, long now, long window) {
    return at[i] != 0 && Math.abs(now - at[i]) <= window;
  }

  void used(int newAsn, int newCountry, int newProduct, boolean newKnown, long now, Span span) {
    if (newAsn == 0) {
      return;
    }
    byte kind = kind(newAsn, newCountry, newProduct, newKnown, now, span);
    if (kind != 0) {
      makeRoom();
      at[next] = now;
      kinds[next] = kind;
      next = (next + 1) % KEPT;
    }
    asn = newAsn;
    country = newCountry;
    product = newProduct;
    known = newKnown;
    last = now;
  }

  void makeRoom() {
    if (at.length == 0) {
      at = new long[KEPT];
      kinds = new byte[KEPT];
    }
  }
}
