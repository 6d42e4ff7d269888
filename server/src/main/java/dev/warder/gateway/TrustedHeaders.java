package dev.warder.gateway;

import com.linecorp.armeria.common.RequestHeaders;
import io.netty.util.AsciiString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The headers in which a dialect's gateway tells its facts.
///
/// Where one of them is there twice, one may be the client's (CVE-2026-40575).
final class TrustedHeaders {
  static final AsciiString GATEWAY_KEY = AsciiString.cached("x-warder-gateway-key");

  private final List<AsciiString> single;
  private final Set<String> names;

  private TrustedHeaders(List<AsciiString> single, Set<String> names) {
    this.single = single;
    this.names = Set.copyOf(names);
  }

  /// @param single headers that may be sent once only, in lower case
  static TrustedHeaders of(AsciiString... single) {
    Set<String> names = new HashSet<>();
    Arrays.asList(single).forEach(name -> names.add(name.toString()));
    return new TrustedHeaders(List.of(single), names);
  }

  /// @param another a header that may be sent once only, in lower case
  TrustedHeaders and(AsciiString another) {
    List<AsciiString> more = new ArrayList<>(single);
    more.add(another);
    return of(more.toArray(AsciiString[]::new));
  }

  /// @param list a header that may be sent several times, and is read as one list
  TrustedHeaders andList(AsciiString list) {
    Set<String> more = new HashSet<>(names);
    more.add(list.toString());
    return new TrustedHeaders(single, more);
  }

  /// All of them, in lower case.
  Set<String> names() {
    return names;
  }

  /// Says which is there twice; null where none is.
  @Nullable String repeated(RequestHeaders headers) {
    for (AsciiString name : single) {
      Iterator<String> values = headers.valueIterator(name);
      if (values.hasNext()) {
        values.next();
        if (values.hasNext()) {
          return "the header " + name + " is there twice";
        }
      }
    }
    return null;
  }
}
