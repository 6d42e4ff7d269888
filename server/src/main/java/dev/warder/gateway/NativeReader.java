package dev.warder.gateway;

import dev.warder.model.Fault;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads a call from native JSON, token by token. A field of the wrong type is refused by its name;
/// fields that mean nothing here are passed over; `null` is the same as absent.
///
/// Good for one document.
final class NativeReader {
  private static final int MOST_HEADERS = 256;

  private @Nullable Instant time;
  private @Nullable String token;
  private @Nullable String method;
  private @Nullable String scheme;
  private @Nullable String host;
  private @Nullable String path;
  private @Nullable String sourceIp;
  private @Nullable String certificate;
  private final Map<String, List<String>> headers = new HashMap<>();

  private NativeReader() {}

  /// @param parser before the first token of the document
  /// @throws Fault.Invalid where a field is missing or of the wrong type
  static Told read(JsonParser parser) {
    NativeReader reader = new NativeReader();
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new Fault.Invalid("the body must be a JSON object");
    }
    reader.document(parser);
    return reader.told();
  }

  private void document(JsonParser parser) {
    boolean described = false;
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      JsonToken value = parser.nextToken();
      switch (name) {
        case "token" -> token = text(parser, value, "token");
        case "request" -> {
          described = value != JsonToken.VALUE_NULL;
          request(parser, value);
        }
        default -> parser.skipChildren();
      }
    }
    if (!described) {
      throw new Fault.Invalid("request is missing");
    }
  }

  private void request(JsonParser parser, JsonToken start) {
    if (start == JsonToken.VALUE_NULL) {
      return;
    }
    if (start != JsonToken.START_OBJECT) {
      throw new Fault.Invalid("request must be a JSON object");
    }
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      JsonToken value = parser.nextToken();
      switch (name) {
        case "method" -> method = text(parser, value, "request.method");
        case "scheme" -> scheme = text(parser, value, "request.scheme");
        case "host" -> host = text(parser, value, "request.host");
        case "path" -> path = text(parser, value, "request.path");
        case "sourceIp" -> sourceIp = text(parser, value, "request.sourceIp");
        case "time" -> time = time(text(parser, value, "request.time"));
        case "headers" -> headers(parser, value);
        case "clientCertificate" ->
            certificate =
                ClientCertificates.thumbprint(text(parser, value, "request.clientCertificate"));
        default -> parser.skipChildren();
      }
    }
  }

  private void headers(JsonParser parser, JsonToken start) {
    if (start == JsonToken.VALUE_NULL) {
      return;
    }
    if (start != JsonToken.START_OBJECT) {
      throw new Fault.Invalid("request.headers must be a JSON object");
    }
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      List<String> values =
          headers.computeIfAbsent(name.toLowerCase(Locale.ROOT), n -> new ArrayList<>(1));
      if (headers.size() > MOST_HEADERS) {
        throw new Fault.Invalid("request.headers are more than " + MOST_HEADERS);
      }
      values(parser, parser.nextToken(), values);
    }
  }

  /// One value, or a list of all that the header was sent with.
  private static void values(JsonParser parser, JsonToken start, List<String> into) {
    boolean several = start == JsonToken.START_ARRAY;
    JsonToken at = several ? parser.nextToken() : start;
    while (at != JsonToken.END_ARRAY) {
      String value = text(parser, at, "each of request.headers");
      if (value != null) {
        into.add(value);
      }
      at = several ? parser.nextToken() : JsonToken.END_ARRAY;
    }
  }

  private static @Nullable String text(JsonParser parser, JsonToken value, String name) {
    return switch (value) {
      case VALUE_NULL -> null;
      case VALUE_STRING -> whole(parser.getString(), name);
      default -> throw new Fault.Invalid(name + " must be a string");
    };
  }

  private static String whole(String text, String name) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i)) && Words.isHalf(text.codePointAt(i++))) {
        throw new Fault.Invalid(name + " holds half a character");
      }
    }
    return text;
  }

  private static @Nullable Instant time(@Nullable String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException e) {
      throw new Fault.Invalid("request.time must be like 2026-11-23T10:00:00Z", e);
    }
  }

  private Told told() {
    if (method == null) {
      throw new Fault.Invalid("request.method is missing");
    }
    if (path == null) {
      throw new Fault.Invalid("request.path is missing");
    }
    return new Told(
        time,
        token,
        method,
        scheme,
        host,
        path,
        new Told.Origin.Named(sourceIp),
        HeaderSource.of(headers),
        Set.of(),
        certificate,
        null);
  }
}
