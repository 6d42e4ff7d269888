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

  Iterable<? extends CharSequence> names();

  static HeaderSource of(RequestHeaders headers) {
    return new Sent(headers);
  }

  /// @param headers by name in lower case
  static HeaderSource of(Map<String, List<String>> headers) {
    return new Given(headers);
  }

  /// As they came in with the request itself.
  record Sent(RequestHeaders headers) implements HeaderSource {
    @Override
    public Iterator<String> values(String name) {
      return headers.valueIterator(name);
    }

    @Override
    public Iterable<? extends CharSequence> names() {
      return headers.names();
    }
  }

  /// As they stood in a document.
  record Given(Map<String, List<String>> headers) implements HeaderSource {
    @Override
    public Iterator<String> values(String name) {
      List<String> values = headers.get(name);
      return values == null ? Collections.emptyIterator() : values.iterator();
    }

    @Override
    public Iterable<? extends CharSequence> names() {
      return headers.keySet();
    }
  }
}
