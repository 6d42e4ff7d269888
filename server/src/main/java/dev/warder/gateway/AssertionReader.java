package dev.warder.gateway;

import dev.warder.model.Assertion;
import dev.warder.model.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads who wants to do what to what, as AuthZEN 1.0 writes it: what is missing or of another type
/// is refused by its name, `null` is the same as absent, and all else is kept.
///
/// Good for one question, whose size it bounds.
final class AssertionReader {
  private static final int MOST_VALUES = 1_000;
  private static final int LONGEST_TEXT = 4_096;
  private static final int LONGEST_NAME = 1_024;
  private static final int DEEPEST = 10;

  private final JsonNode asked;
  private final JsonNode otherwise;
  private final String open;
  private int values;

  private AssertionReader(JsonNode asked, JsonNode otherwise, String open) {
    this.asked = asked;
    this.otherwise = otherwise;
    this.open = open;
  }

  /// @param otherwise holds, as wholes, the parts that the question itself lacks
  static Assertion read(JsonNode asked, JsonNode otherwise) {
    return new AssertionReader(asked, otherwise, "").assertion();
  }

  /// @param open the part that is searched for: an action is not named, of others only the type is
  static Assertion search(JsonNode asked, String open) {
    return new AssertionReader(asked, asked, open).assertion();
  }

  private Assertion assertion() {
    return new Assertion(
        thing("subject"),
        open.equals("action") ? Map.of() : action(),
        thing("resource"),
        context());
  }

  private Map<String, Object> thing(String name) {
    Map<String, Object> thing = needed(name);
    text(thing, name, "type");
    if (name.equals(open)) {
      thing.remove("id");
    } else {
      text(thing, name, "id");
    }
    return withProperties(thing, name);
  }

  private Map<String, Object> action() {
    Map<String, Object> action = needed("action");
    text(action, "action", "name");
    return withProperties(action, "action");
  }

  private Map<String, Object> context() {
    Map<String, Object> context = part("context");
    return context == null ? Map.of() : context;
  }

  private Map<String, Object> needed(String name) {
    Map<String, Object> part = part(name);
    if (part == null) {
      throw new Fault.Invalid(name + " is missing");
    }
    return part;
  }

  private @Nullable Map<String, Object> part(String name) {
    JsonNode own = asked.get(name);
    JsonNode node = own == null || own.isNull() ? otherwise.get(name) : own;
    if (node == null || node.isNull()) {
      return null;
    }
    if (!node.isObject()) {
      throw new Fault.Invalid(name + " must be a JSON object");
    }
    return map(node, name, 0);
  }

  private static void text(Map<String, Object> of, String part, String name) {
    Object value = of.get(name);
    if (value == null) {
      throw new Fault.Invalid(part + "." + name + " is missing");
    }
    if (!(value instanceof String text)) {
      throw new Fault.Invalid(part + "." + name + " must be a string");
    }
    if (text.isEmpty() || text.length() > LONGEST_NAME) {
      throw new Fault.Invalid(
          part + "." + name + " must have 1 to " + LONGEST_NAME + " characters");
    }
  }

  private static Map<String, Object> withProperties(Map<String, Object> of, String part) {
    Object properties = of.putIfAbsent("properties", Map.of());
    if (properties != null && !(properties instanceof Map)) {
      throw new Fault.Invalid(part + ".properties must be a JSON object");
    }
    return of;
  }

  private Map<String, Object> map(JsonNode node, String part, int depth) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      if (!member.getValue().isNull()) {
        map.put(whole(member.getKey(), part), value(member.getValue(), part, depth + 1));
      }
    }
    return map;
  }

  private Object value(JsonNode node, String part, int depth) {
    if (++values > MOST_VALUES || depth > DEEPEST) {
      throw new Fault.Invalid(part + " holds more than a decision takes");
    }
    if (node.isObject()) {
      return map(node, part, depth);
    }
    if (node.isArray()) {
      List<Object> list = new ArrayList<>();
      for (JsonNode item : node) {
        if (!item.isNull()) {
          list.add(value(item, part, depth + 1));
        }
      }
      return list;
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    return node.isNumber() ? number(node, part) : whole(node.stringValue(), part);
  }

  private static Object number(JsonNode node, String part) {
    if (node.isIntegralNumber() && node.canConvertToLong()) {
      return node.longValue();
    }
    double number = node.doubleValue();
    if (!Double.isFinite(number)) {
      throw new Fault.Invalid(part + " holds a number that is too large");
    }
    return number;
  }

  private static String whole(String text, String part) {
    if (text.length() > LONGEST_TEXT) {
      throw new Fault.Invalid(part + " holds a text that is too long");
    }
    if (text.codePoints().anyMatch(Words::isHalf)) {
      throw new Fault.Invalid(part + " holds half a character");
    }
    return text;
  }
}
