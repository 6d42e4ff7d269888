package dev.warder.risk;

import org.jspecify.annotations.Nullable;

/// What is known of one token: what it is doing now and, where its principal has several, a profile
/// of its own. Its parts are its sessions. It is the windows of its use itself, which rest while it
/// does.
final class TokenHistory extends Windows implements Few<Session> {
  /// After so long without a call it rests.
  static final long REST_MILLIS = 3_600_000;

  private static final long FORGOTTEN_IN_FLIGHT_MILLIS = 10_000;
  private static final double GAP_SMOOTHING = 0.2;

  String tokenId;
  @Nullable Profile own;

  long last;
  float usualGapDays;

  /// Its name is an object of a snapshot's.
  boolean restored;

  /// Calls that were scored and not yet learned, so that calls at the same moment count each other.
  private int inFlight;

  private long lastScored;

  private @Nullable Session first;
  private Object[] others = NONE;

  // What `Changes` reads and writes: where the token was used last, and its changes of network.
  int asn;
  int product;
  int country;
  boolean known;
  long placed;
  long[] changedAt = Changes.NO_TIMES;
  byte[] kinds = Changes.NO_KINDS;
  int nextChange;

  TokenHistory(String tokenId) {
    this.tokenId = tokenId;
  }

  Changes changes() {
    return new Changes(this);
  }

  int fetch() {
    Session session = first;
    Profile its = own;
    return nextChange
        + (int) last
        + (its == null ? 0 : fetch(its.cells))
        + fetch(cells)
        + (session == null ? 0 : session.operations[0]);
  }

  /// @return how many others are in flight
  int scored(long now) {
    if (Math.abs(now - lastScored) > FORGOTTEN_IN_FLIGHT_MILLIS) {
      inFlight = 0;
    }
    lastScored = now;
    return inFlight++;
  }

  void landed() {
    inFlight = Math.max(0, inFlight - 1);
  }

  @Nullable Session session(int asn, int product) {
    for (int i = 0; i < count(); i++) {
      Session session = part(i);
      if (session.isOf(asn, product)) {
        return session;
      }
    }
    return null;
  }

  /// The one that was used last.
  @Nullable Session newest() {
    Session newest = null;
    for (int i = 0; i < count(); i++) {
      Session session = part(i);
      newest = newest == null || session.last >= newest.last ? session : newest;
    }
    return newest;
  }

  /// Where there are too many, the one that was used the longest ago goes.
  void begin(Session session, int most) {
    append(session, most, each -> each.last);
  }

  @Override
  public @Nullable Session first() {
    return first;
  }

  @Override
  public void first(@Nullable Session part) {
    first = part;
  }

  @Override
  public Object[] others() {
    return others;
  }

  @Override
  public void others(Object[] parts) {
    others = parts;
  }

  void gap(float days) {
    usualGapDays =
        usualGapDays == 0 ? days : (float) (usualGapDays + GAP_SMOOTHING * (days - usualGapDays));
  }
}
