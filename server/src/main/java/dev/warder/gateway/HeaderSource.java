package dev.warder.gateway;

import com.linecorp.armeria.common.RequestHeaders;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// The headers of a call, looked up one by one and never copied.
interface HeaderSource {
  /// All values that a header was sent with.
  ///
  /// @param name lower case
  Iterator<String> values(String name);

  static HeaderSource of(RequestHeaders headers) {
    return headers::valueIterator;
  }

  /// @param headers by name in lower case
  static HeaderSource of(Map<String, List<String>> headers) {
    return name -> {
      List<String> values = headers.get(name);
      return values == null ? Collections.emptyIterator() : values.iterator();
    };
  }
}
