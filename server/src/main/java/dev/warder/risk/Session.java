package dev.warder.risk;

import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Use of one token from one ASN with one product, without a long gap: the unit over which surprise
/// of actions adds up.
final class Session {
  /// Beyond so many operations evidence has long reached its cap.
  private static final int MOST_SEEN = 128;

  final int asn;
  final int product;
  long last;
  double evidence;
  int novel;

  /// Silence of the token before this session, in days.
  float silence;

  int seen;
  int[] operations = new int[8];
  @Nullable Visit visit;

  /// What people said of it, of `Ruled`.
  byte word;

  Session(int asn, int product, long now) {
    this.asn = asn;
    this.product = product;
    this.last = now;
    VarHandle.storeStoreFence(); // others fetch it without a lock
  }

  boolean isOf(int otherAsn, int otherProduct) {
    return asn == otherAsn && product == otherProduct;
  }

  boolean isFirst(int operation) {
    for (int i = 0; i < seen; i++) {
      if (operations[i] == operation) {
        return false;
      }
    }
    return seen < MOST_SEEN;
  }

  void saw(int operation) {
    if (seen == operations.length) {
      operations = Arrays.copyOf(operations, seen * 2);
    }
    operations[seen++] = operation;
  }

  Visit visitAt(long now) {
    if (visit == null) {
      visit = new Visit(now);
    }
    return visit;
  }
}
