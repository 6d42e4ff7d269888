package dev.warder.api;

import com.linecorp.armeria.common.HttpHeaders;
import com.linecorp.armeria.common.MediaType;
import dev.warder.http.Body;
import dev.warder.model.Fault;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The parameters of an OAuth request, as `application/x-www-form-urlencoded` has them.
///
/// None may be there twice (RFC 6749 section 3.2), an empty one is the same as none, and those that
/// nobody asks for are ignored.
final class Form {
  private static final int MOST = 100;

  private final Map<String, String> values;

  private Form(Map<String, String> values) {
    this.values = values;
  }

  static boolean isOne(HttpHeaders headers) {
    MediaType type = headers.contentType();
    return type != null
        && type.is(MediaType.FORM_DATA)
        && type.charset(StandardCharsets.UTF_8).equals(StandardCharsets.UTF_8);
  }

  /// @throws Fault.Invalid where it cannot be read
  static Form of(HttpHeaders headers, Body body) {
    if (!isOne(headers)) {
      throw new Fault.Invalid("send application/x-www-form-urlencoded");
    }
    return of(new String(body.whole(), StandardCharsets.UTF_8));
  }

  static Form of(String text) {
    Map<String, String> values = new HashMap<>();
    for (String pair : text.split("&", MOST + 1)) {
      int equals = pair.indexOf('=');
      String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
      if (!pair.isEmpty() && values.put(name, value) != null) {
        throw new Fault.Invalid("a parameter stands more than once in the form");
      }
      if (values.size() > MOST) {
        throw new Fault.Invalid("the form has more than " + MOST + " parameters");
      }
    }
    return new Form(values);
  }

  /// @throws Fault.Invalid where it is missing
  String text(String name) {
    String value = optional(name);
    if (value == null) {
      throw new Fault.Invalid(name + " is missing");
    }
    return value;
  }

  @Nullable String optional(String name) {
    String value = values.get(name);
    return value == null || value.isEmpty() ? null : value;
  }

  static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new Fault.Invalid("the form is not well encoded", e);
    }
  }
}
