package dev.warder.gateway;

import com.linecorp.armeria.common.RequestHeaders;
import io.netty.util.AsciiString;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The headers in which a dialect's gateway tells its facts, and the check that nobody else does.
///
/// A header that reads the same to a program which takes `_` for `-` is an attempt to speak for the
/// gateway (CVE-2025-64484, GHSA-5m6w-wvh7-57vm), and so is a second value (CVE-2026-40575).
final class TrustedHeaders {
  static final AsciiString GATEWAY_KEY = AsciiString.cached("x-warder-gateway-key");

  private final Set<String> names;
  private final AsciiString[] single;

  /// @param single headers that may be sent once only
  /// @param repeatable headers that may be sent several times, read as one list
  TrustedHeaders(Set<String> single, Set<String> repeatable) {
    this.single = single.stream().map(AsciiString::cached).toArray(AsciiString[]::new);
    this.names =
        Stream.of(single, repeatable, Set.of(GATEWAY_KEY.toString()))
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());
  }

  /// What makes the headers ambiguous; null where nothing does.
  @Nullable String problem(RequestHeaders headers) {
    for (AsciiString name : single) {
      Iterator<String> values = headers.valueIterator(name);
      if (values.hasNext()) {
        values.next();
        if (values.hasNext()) {
          return "the header " + name + " is there twice";
        }
      }
    }
    for (var header : headers) {
      AsciiString name = header.getKey();
      if (name.indexOf("_") >= 0 && names.contains(hyphenated(name))) {
        return "a header has the name of a trusted one, with underscores";
      }
    }
    return null;
  }

  private static String hyphenated(AsciiString name) {
    return name.toString().replace('_', '-').toLowerCase(Locale.ROOT);
  }
}
