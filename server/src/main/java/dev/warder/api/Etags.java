package dev.warder.api;

import com.linecorp.armeria.common.HttpHeaderNames;
import dev.warder.model.Fault;
import java.util.List;

/// Which state of a thing a caller looked at before changing it (RFC 9110 section 13.1.1).
final class Etags {
  private Etags() {}

  static String of(String state) {
    return "\"" + state + "\"";
  }

  /// The same, where a change must be meant for a state; `*` stands for any.
  ///
  /// @throws Fault.Unconditional where the caller named none
  static boolean isRequired(Asked asked, String current) {
    if (!asked.call().headers().contains(HttpHeaderNames.IF_MATCH)) {
      throw new Fault.Unconditional(
          "send If-Match with the ETag of what you looked at, or If-Match: * to replace whatever"
              + " is there");
    }
    return isExpected(asked, current);
  }

  /// Whether the caller named the state that it expects; the one that is there now, then.
  ///
  /// @throws Fault.Stale where it named another
  static boolean isExpected(Asked asked, String current) {
    List<String> values = asked.call().headers().getAll(HttpHeaderNames.IF_MATCH);
    if (values.isEmpty()) {
      return false;
    }
    for (String value : values) {
      for (String tag : value.split(",")) {
        String named = tag.strip();
        if (named.equals("*")) {
          return false;
        }
        if (named.equals(of(current))) {
          return true;
        }
      }
    }
    throw new Fault.Stale("it changed meanwhile: it is " + of(current) + " now");
  }
}
