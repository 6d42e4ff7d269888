package dev.warder.risk;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of one token: what it is doing now and, where its principal has several, a profile
/// of its own.
final class TokenHistory {
  private static final long FORGOTTEN_IN_FLIGHT_MILLIS = 10_000;
  private static final double GAP_SMOOTHING = 0.2;

  final String tokenId;
  @Nullable Profile own;

  /// Absent while the token rests.
  @Nullable Windows windows;

  final List<Session> sessions = new ArrayList<>(1);
  final Changes changes = new Changes();
  long last;
  float usualGapDays;

  /// Calls that were scored and not yet learned, so that calls at the same moment count each other.
  private int inFlight;

  private long lastScored;

  TokenHistory(String tokenId) {
    this.tokenId = tokenId;
  }

  int fetch() {
    int read = changes.next + (windows == null ? 0 : windows.fetch());
    for (int i = 0; i < sessions.size(); i++) {
      read += sessions.get(i).fetch();
    }
    return read;
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

  Windows windowsInUse() {
    if (windows == null) {
      windows = new Windows();
    }
    return windows;
  }

  @Nullable Session session(int asn, int product) {
    for (Session session : sessions) {
      if (session.isOf(asn, product)) {
        return session;
      }
    }
    return null;
  }

  /// The one that was used last.
  @Nullable Session newest() {
    Session newest = null;
    for (Session session : sessions) {
      newest = newest == null || session.last >= newest.last ? session : newest;
    }
    return newest;
  }

  void gap(float days) {
    usualGapDays =
        usualGapDays == 0 ? days : (float) (usualGapDays + GAP_SMOOTHING * (days - usualGapDays));
  }
}
