package dev.warder.gateway;

import com.linecorp.armeria.common.RequestHeaders;
import io.netty.util.AsciiString;
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

  /// The names of all headers, some of them perhaps several times.
  Iterator<? extends CharSequence> names();

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
    public Iterator<? extends CharSequence> names() {
      Iterator<Map.Entry<AsciiString, String>> all = headers.iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return all.hasNext();
        }

        @Override
        public CharSequence next() {
          return all.next().getKey();
        }
      };
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
    public Iterator<? extends CharSequence> names() {
      return headers.keySet().iterator();
    }
  }
}
