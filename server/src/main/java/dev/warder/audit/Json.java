package dev.warder.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A JSON object whose members are asked for by type. What is missing or of another type is an
/// `IllegalArgumentException`: the line is no record of ours.
record Json(JsonNode node) {
  @Nullable Json at(String name) {
    JsonNode member = node.get(name);
    return member == null || member.isNull() ? null : new Json(member);
  }

  Json needed(String name) {
    Json member = at(name);
    if (member == null) {
      throw new IllegalArgumentException("the record lacks " + name);
    }
    return member;
  }

  @Nullable String optional(String name) {
    Json member = at(name);
    return member == null ? null : member.asText();
  }

  String text(String name) {
    return needed(name).asText();
  }

  String text(String name, String otherwise) {
    Json member = at(name);
    return member == null ? otherwise : member.asText();
  }

  /// A name that may be sealed: then its pseudonym.
  String name(String name) {
    Json member = needed(name);
    Json sealed = member.at(Sealed.NAME);
    return sealed == null ? member.asText() : sealed.text("keyId");
  }

  @Nullable String optionalName(String name) {
    return at(name) == null ? null : name(name);
  }

  /// A text that may be sealed: absent then.
  @Nullable String unsealed(String name) {
    Json member = at(name);
    return member == null || member.at(Sealed.NAME) != null ? null : member.asText();
  }

  private String asText() {
    if (!node.isString()) {
      throw new IllegalArgumentException("the record has something else in place of a text");
    }
    return node.stringValue();
  }

  Instant instant(String name) {
    return Instant.parse(text(name));
  }

  @Nullable Instant optionalInstant(String name) {
    String text = optional(name);
    return text == null ? null : Instant.parse(text);
  }

  Duration duration(String name) {
    return Duration.parse(text(name));
  }

  long number(String name) {
    JsonNode member = needed(name).node;
    if (!member.isIntegralNumber() || !member.canConvertToLong()) {
      throw new IllegalArgumentException("the record has no whole number at " + name);
    }
    return member.longValue();
  }

  long number(String name, long otherwise) {
    return at(name) == null ? otherwise : number(name);
  }

  int whole(String name) {
    return Math.toIntExact(number(name));
  }

  double decimal(String name) {
    return needed(name).asDouble();
  }

  private double asDouble() {
    return node.isNumber() ? node.doubleValue() : Double.parseDouble(asText());
  }

  double[] decimals(String name) {
    List<Json> members = list(name);
    double[] values = new double[members.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = members.get(i).asDouble();
    }
    return values;
  }

  /// False where it is not there.
  boolean flag(String name) {
    Json member = at(name);
    if (member != null && !member.node.isBoolean()) {
      throw new IllegalArgumentException("the record has no boolean at " + name);
    }
    return member != null && member.node.booleanValue();
  }

  List<Json> list(String name) {
    Json member = at(name);
    List<Json> list = new ArrayList<>();
    if (member != null) {
      member.node.forEach(each -> list.add(new Json(each)));
    }
    return list;
  }

  List<String> texts(String name) {
    return list(name).stream().map(Json::asText).toList();
  }

  List<String> texts(String name, List<String> otherwise) {
    return at(name) == null ? otherwise : texts(name);
  }

  @Nullable List<String> optionalTexts(String name) {
    return at(name) == null ? null : texts(name);
  }

  /// Whatever stands in it: texts, `Long`, `Double`, booleans, lists and maps.
  Map<String, Object> free() {
    Map<String, Object> map = new LinkedHashMap<>();
    node.properties().forEach(member -> map.put(member.getKey(), value(member.getValue())));
    return map;
  }

  private static Object value(JsonNode node) {
    if (node.isObject()) {
      return new Json(node).free();
    }
    if (node.isArray()) {
      List<Object> list = new ArrayList<>();
      node.forEach(each -> list.add(value(each)));
      return list;
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    if (node.isIntegralNumber() && node.canConvertToLong()) {
      return node.longValue();
    }
    return node.isNumber() ? node.doubleValue() : new Json(node).asText();
  }

  Map<String, String> map() {
    Map<String, String> map = new LinkedHashMap<>();
    node.properties()
        .forEach(member -> map.put(member.getKey(), new Json(member.getValue()).asText()));
    return map;
  }

  static <E extends Enum<E>> E constant(Class<E> type, String wire) {
    return Enum.valueOf(type, wire.toUpperCase(Locale.ROOT));
  }
}
