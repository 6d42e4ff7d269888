package dev.warder.api;

import dev.warder.http.Json;
import dev.warder.model.Fault;
import dev.warder.model.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonParser.NumberType;
import tools.jackson.core.JsonToken;

/// What somebody says that they saw of a call. Read token by token, because they come by the
/// thousand: a field of the wrong type is refused by its name, fields that nobody asks for are
/// ignored, and `null` is the same as absent.
///
/// @param micros how long it took
record Observation(String decisionId, int status, @Nullable Long bytes, @Nullable Long micros) {
  /// In one request.
  static final int MOST = 1000;

  private static final int LONGEST_ID = 64;

  /// Above which nothing is told apart.
  private static final long A_DAY = 86_400_000_000L;

  /// A body: one observation, or a list of them in `observations`.
  ///
  /// @throws Fault.Invalid where it is neither
  static List<Observation> read(byte[] body) {
    return Json.read(body, Reader::body);
  }

  /// @param call that it is about
  Outcome of(RecentDecisions.Passed call) {
    Duration duration = micros == null ? null : Duration.ofNanos(Math.min(micros, A_DAY) * 1000);
    return new Outcome(decisionId, call.called(), call.tokenId(), status, bytes, duration);
  }

  /// The fields of one of them, or of a body.
  private static final class Reader {
    private final JsonParser parser;
    private final String path;
    private @Nullable String decisionId;
    private @Nullable Long status;
    private @Nullable Long bytes;
    private @Nullable Long micros;
    private @Nullable List<Observation> several;

    private Reader(JsonParser parser, String path) {
      this.parser = parser;
      this.path = path;
    }

    static List<Observation> body(JsonParser parser) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new Fault.Invalid("the body must be a JSON object");
      }
      Reader body = new Reader(parser, "");
      body.fields(true);
      return body.several == null ? List.of(body.observation()) : body.several;
    }

    /// @param whole whether this is the body, which may be a list
    private void fields(boolean whole) {
      for (String name = parser.nextName(); name != null; name = parser.nextName()) {
        JsonToken value = parser.nextToken();
        switch (name) {
          case "decisionId" -> decisionId = text(value);
          case "status" -> status = number("status", value);
          case "bytes" -> bytes = number("bytes", value);
          case "durationMicros" -> micros = number("durationMicros", value);
          case "observations" -> {
            if (whole && value != JsonToken.VALUE_NULL) {
              several = list(value);
            } else {
              parser.skipChildren();
            }
          }
          default -> parser.skipChildren();
        }
      }
    }

    private List<Observation> list(JsonToken start) {
      if (start != JsonToken.START_ARRAY) {
        throw new Fault.Invalid("observations must be an array of objects");
      }
      List<Observation> all = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        String at = "observations[" + all.size() + "]";
        if (parser.currentToken() != JsonToken.START_OBJECT) {
          throw new Fault.Invalid(at + " must be a JSON object");
        }
        if (all.size() == MOST) {
          throw new Fault.Invalid("observations holds at most " + MOST);
        }
        Reader each = new Reader(parser, at + ".");
        each.fields(false);
        all.add(each.observation());
      }
      return all;
    }

    private Observation observation() {
      String id = needed("decisionId", decisionId);
      long code = needed("status", status);
      boolean odd = (bytes != null && bytes < 0) || (micros != null && micros < 0);
      if (code < 100 || code > 599 || odd || id.length() > LONGEST_ID) {
        throw new Fault.Invalid(
            "an observation has a decisionId, a status from 100 to 599, and nothing below zero");
      }
      return new Observation(id, (int) code, bytes, micros);
    }

    private <T> T needed(String name, @Nullable T value) {
      if (value == null) {
        throw new Fault.Invalid(path + name + " is missing");
      }
      return value;
    }

    private @Nullable String text(JsonToken value) {
      return switch (value) {
        case VALUE_NULL -> null;
        case VALUE_STRING -> parser.getString();
        default -> throw new Fault.Invalid(path + "decisionId must be a string");
      };
    }

    private @Nullable Long number(String name, JsonToken value) {
      if (value == JsonToken.VALUE_NULL) {
        return null;
      }
      if (value != JsonToken.VALUE_NUMBER_INT || parser.getNumberType() == NumberType.BIG_INTEGER) {
        throw new Fault.Invalid(path + name + " must be a whole number");
      }
      return parser.getLongValue();
    }
  }
}
