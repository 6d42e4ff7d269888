package dev.warder.risk;

/// The last changes of network of one token, each between two uses close in time: a part of its
/// history.
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

  /// Of most tokens, as they stay where they are.
  static final long[] NO_TIMES = {};

  static final byte[] NO_KINDS = {};

  private final TokenHistory token;

  Changes(TokenHistory token) {
    this.token = token;
  }

  /// What a call from there, now, would be; 0 where it is no change.
  byte kind(int newAsn, int newCountry, int newProduct, boolean newKnown, long now, Span span) {
    long since = Math.abs(now - token.placed);
    if (token.asn == 0 || newAsn == 0 || newAsn == token.asn || since > span.window) {
      return 0;
    }
    boolean abroad = token.country != 0 && newCountry != 0 && token.country != newCountry;
    if (token.known && newKnown && !abroad) {
      return USUAL;
    }
    if (token.product != newProduct) {
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
    for (int i = 0; i < token.changedAt.length; i++) {
      if (isWithin(i, now, window) && token.kinds[i] > strangest) {
        strangest = token.kinds[i];
      }
    }
    return strangest;
  }

  /// How many were as strange as this or stranger.
  int count(byte kind, long now, long window) {
    int count = 0;
    for (int i = 0; i < token.changedAt.length; i++) {
      count += isWithin(i, now, window) && token.kinds[i] >= kind ? 1 : 0;
    }
    return count;
  }

  private boolean isWithin(int i, long now, long window) {
    return token.changedAt[i] != 0 && Math.abs(now - token.changedAt[i]) <= window;
  }

  void used(int newAsn, int newCountry, int newProduct, boolean newKnown, long now, Span span) {
    if (newAsn == 0) {
      return;
    }
    byte kind = kind(newAsn, newCountry, newProduct, newKnown, now, span);
    if (kind != 0) {
      makeRoom();
      token.changedAt[token.nextChange] = now;
      token.kinds[token.nextChange] = kind;
      token.nextChange = (token.nextChange + 1) % KEPT;
    }
    token.asn = newAsn;
    token.country = newCountry;
    token.product = newProduct;
    token.known = newKnown;
    token.placed = now;
  }

  void makeRoom() {
    if (token.changedAt.length == 0) {
      token.changedAt = new long[KEPT];
      token.kinds = new byte[KEPT];
    }
  }
}
