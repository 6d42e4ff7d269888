package dev.warder.api;

import dev.warder.decide.Caller;
import dev.warder.http.Body;
import dev.warder.http.Call;
import dev.warder.http.Json;
import dev.warder.http.JsonObject;
import dev.warder.model.Fault;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// An operation that somebody who may do so asked for.
record Asked(Call call, Caller caller, Body body, Trail trail) {
  private static final int USUAL_PAGE = 100;
  private static final int LONGEST_PAGE = 1000;
  private static final int LONGEST_VALUE = 1000;

  JsonNode json() {
    return Json.read(body.whole());
  }

  JsonObject object() {
    return JsonObject.of(json());
  }

  /// An object that may also be left out altogether.
  JsonObject optionalObject() {
    byte[] bytes = body.whole();
    return bytes.length == 0
        ? JsonObject.of(Json.read(new byte[] {'{', '}'}))
        : JsonObject.of(bytes);
  }

  Form form() {
    return Form.of(call.headers(), body);
  }

  String parameter(String name) {
    return call.parameter(name);
  }

  @Nullable String header(String name) {
    return call.headers().get(name);
  }

  /// A parameter of the query; empty is the same as absent.
  ///
  /// @throws Fault.Invalid where it is there twice: which one was meant is unknown
  @Nullable String query(String name) {
    List<String> values = call.query().getAll(name);
    if (values.size() > 1) {
      throw new Fault.Invalid(name + " stands more than once in the query");
    }
    String value = values.isEmpty() ? "" : values.getFirst();
    if (value.length() > LONGEST_VALUE) {
      throw new Fault.Invalid(name + " is too long");
    }
    return value.isEmpty() ? null : value;
  }

  @Nullable Long queryNumber(String name) {
    String value = query(name);
    try {
      return value == null ? null : Long.valueOf(value);
    } catch (NumberFormatException e) {
      throw new Fault.Invalid(name + " must be a whole number", e);
    }
  }

  @Nullable Instant queryTime(String name) {
    String value = query(name);
    try {
      return value == null ? null : Instant.parse(value);
    } catch (DateTimeParseException e) {
      throw new Fault.Invalid(name + " must be a time such as 2026-11-23T10:00:00.000Z", e);
    }
  }

  /// How many items a page of a list shall have.
  int limit() {
    Long limit = queryNumber("limit");
    if (limit == null) {
      return USUAL_PAGE;
    }
    if (limit < 1 || limit > LONGEST_PAGE) {
      throw new Fault.Invalid("limit must be 1 to " + LONGEST_PAGE);
    }
    return limit.intValue();
  }
}
