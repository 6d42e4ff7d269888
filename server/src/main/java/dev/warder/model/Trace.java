package dev.warder.model;

import org.jspecify.annotations.Nullable;

/// Where a call stands among the spans of a distributed trace (W3C Trace Context).
///
/// Others chose most of it, so that it is taken for a name and for nothing else.
///
/// @param id of the trace, 32 lower-case hexadecimal digits
/// @param span of the decision where one is recorded, otherwise of whoever asked; 16 digits
/// @param parent of the decision's span; absent where it is the first one
/// @param recorded whether the decision is a span of its own
/// @param flags as they are handed on; 1 says that somebody records the trace
/// @param state what vendors said of it (`tracestate`), handed on as it came; may be empty
public record Trace(
    String id, String span, @Nullable String parent, boolean recorded, int flags, String state) {
  /// A trace's header among those that records hold.
  public static final String HEADER = "traceparent";

  public static final String STATE_HEADER = "tracestate";

  private static final int LENGTH = 55;

  /// What whoever is asked next is told.
  public String traceparent() {
    return "00-" + id + "-" + span + (flags < 16 ? "-0" : "-") + Integer.toHexString(flags);
  }

  /// Whether it names a trace and a span. Later versions of the header may say more behind them.
  public static boolean isWellFormed(String text) {
    boolean whole =
        text.length() == LENGTH || (text.length() > LENGTH && text.charAt(LENGTH) == '-');
    return whole
        && isHex(text, 0, 2)
        && !text.startsWith("ff")
        && (text.length() == LENGTH || !text.startsWith("00"))
        && text.charAt(2) == '-'
        && isHex(text, 3, 35)
        && !isZero(text, 3, 35)
        && text.charAt(35) == '-'
        && isHex(text, 36, 52)
        && !isZero(text, 36, 52)
        && text.charAt(52) == '-'
        && isHex(text, 53, 55);
  }

  private static boolean isHex(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  private static boolean isZero(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) != '0') {
        return false;
      }
    }
    return true;
  }
}
