package dev.warder.gateway;

import com.linecorp.armeria.common.RequestHeaders;
import dev.warder.model.Trace;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Continues the traces that calls come with, and begins those that are wanted (W3C Trace Context,
/// level 2).
///
/// What makes no sense is passed over, as that standard wants: nothing depends on it.
///
/// @param on false costs nothing, and reads nothing
/// @param ratio of the traces that we decide about and record, 0 to 1
/// @param follow whether to record what the caller records, and leave what it leaves
public record Traces(boolean on, double ratio, boolean follow) {
  public static final Traces OFF = new Traces(false, 0, true);

  private static final int LONGEST_STATE = 512;
  private static final int RECORDED = 1;
  private static final int RANDOM = 2;
  private static final HexFormat HEX = HexFormat.of();

  /// @param call its own headers, where they are all there is
  @Nullable Trace of(HeaderSource call) {
    return on ? begun(continued(call)) : null;
  }

  /// @param question that a gateway asked about a call: its trace is the nearer one
  @Nullable Trace of(RequestHeaders question, @Nullable HeaderSource call) {
    if (!on) {
      return null;
    }
    Trace near = continued(HeaderSource.of(question));
    return begun(near != null || call == null ? near : continued(call));
  }

  private @Nullable Trace continued(HeaderSource headers) {
    String parent = only(headers.values(Trace.HEADER));
    return parent != null && Trace.isWellFormed(parent) ? continued(parent, headers) : null;
  }

  private static @Nullable String only(Iterator<String> values) {
    String first = values.hasNext() ? values.next() : null;
    return values.hasNext() ? null : first;
  }

  private Trace continued(String parent, HeaderSource headers) {
    String id = parent.substring(3, 35);
    String span = parent.substring(36, 52);
    int flags = HexFormat.fromHexDigits(parent, 53, 55) & (RECORDED | RANDOM);
    String state = state(headers.values(Trace.STATE_HEADER));
    boolean wanted =
        follow ? (flags & RECORDED) != 0 : isWanted(HexFormat.fromHexDigitsToLong(id, 16, 32));
    return wanted
        ? new Trace(id, HEX.toHexDigits(notZero()), span, true, flags | RECORDED, state)
        : new Trace(id, span, null, false, flags, state);
  }

  private @Nullable Trace begun(@Nullable Trace given) {
    if (given != null) {
      return given;
    }
    long low = notZero();
    if (!isWanted(low)) {
      return null;
    }
    String id = HEX.toHexDigits(notZero()) + HEX.toHexDigits(low);
    return new Trace(id, HEX.toHexDigits(notZero()), null, true, RECORDED | RANDOM, "");
  }

  /// By the trace's own digits, as `TraceIdRatioBased` has it, so that all who follow the same rule
  /// record the same traces.
  private boolean isWanted(long low) {
    return ratio >= 1 || (low & Long.MAX_VALUE) < (long) (ratio * Long.MAX_VALUE);
  }

  private static long notZero() {
    long random = ThreadLocalRandom.current().nextLong();
    return random == 0 ? 1 : random;
  }

  private static String state(Iterator<String> values) {
    String all = "";
    while (values.hasNext()) {
      String value = values.next();
      all = all.isEmpty() ? value : all + "," + value;
      if (all.length() > LONGEST_STATE || !value.chars().allMatch(c -> c >= 0x20 && c < 0x7F)) {
        return "";
      }
    }
    return all;
  }
}
