package dev.warder.http;

import dev.warder.model.Fault;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A JSON object that was sent to us, read field by field. A field of the wrong type is refused by
/// its name; fields that nobody asks for are ignored; `null` is the same as absent.
public final class JsonObject {
  private static final int LONGEST_TEXT = 65_536;

  private final String path;
  private final JsonNode node;

  private JsonObject(String path, JsonNode node) {
    this.path = path;
    this.node = node;
  }

  /// @throws Fault.Invalid where the body is not one JSON object
  public static JsonObject of(byte[] json) {
    return of(Json.read(json));
  }

  public static JsonObject of(JsonNode node) {
    return in("", node);
  }

  private static JsonObject in(String path, JsonNode node) {
    if (!node.isObject()) {
      throw new Fault.Invalid((path.isEmpty() ? "the body" : path) + " must be a JSON object");
    }
    return new JsonObject(path, node);
  }

  public boolean has(String name) {
    return field(name) != null;
  }

  public boolean isObject(String name) {
    JsonNode value = field(name);
    return value != null && value.isObject();
  }

  /// A value as JSON.
  public byte[] bytes(String name) {
    return Json.write(needed(name, field(name)));
  }

  public String text(String name) {
    return needed(name, optionalText(name));
  }

  public @Nullable String optionalText(String name) {
    JsonNode value = field(name);
    return value == null ? null : textOf(at(name), value);
  }

  /// A text that only the body's own size bounds: a whole file.
  public String longText(String name) {
    return textOf(at(name), needed(name, field(name)), Integer.MAX_VALUE);
  }

  public @Nullable Long optionalNumber(String name) {
    JsonNode value = field(name);
    if (value == null) {
      return null;
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new Fault.Invalid(at(name) + " must be a whole number");
    }
    return value.longValue();
  }

  public long number(String name) {
    return needed(name, optionalNumber(name));
  }

  public @Nullable Duration optionalDuration(String name) {
    String text = optionalText(name);
    try {
      return text == null ? null : Duration.parse(text);
    } catch (DateTimeException e) {
      throw new Fault.Invalid(at(name) + " must be an ISO-8601 duration such as PT15M", e);
    }
  }

  public @Nullable List<String> optionalTexts(String name) {
    JsonNode value = field(name);
    if (value == null) {
      return null;
    }
    if (!value.isArray()) {
      throw new Fault.Invalid(at(name) + " must be an array of strings");
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode item : value) {
      texts.add(textOf(at(name) + "[" + texts.size() + "]", item));
    }
    return texts;
  }

  public @Nullable Map<String, String> optionalTextsByName(String name) {
    JsonNode value = field(name);
    if (value == null) {
      return null;
    }
    JsonObject object = in(at(name), value);
    Map<String, String> texts = new TreeMap<>();
    value.propertyNames().forEach(key -> texts.put(key, object.text(key)));
    return texts;
  }

  public @Nullable JsonObject optionalObject(String name) {
    JsonNode value = field(name);
    return value == null ? null : in(at(name), value);
  }

  /// False where it is absent.
  public boolean flag(String name) {
    JsonNode value = field(name);
    if (value == null) {
      return false;
    }
    if (!value.isBoolean()) {
      throw new Fault.Invalid(at(name) + " must be true or false");
    }
    return value.booleanValue();
  }

  /// An object as JSON again, for whoever reads it himself.
  public String json(String name) {
    JsonNode value = needed(name, field(name));
    JsonObject _ = in(at(name), value);
    return new String(Json.write(value), StandardCharsets.UTF_8);
  }

  public List<JsonObject> objects(String name) {
    JsonNode value = needed(name, field(name));
    if (!value.isArray()) {
      throw new Fault.Invalid(at(name) + " must be an array of objects");
    }
    List<JsonObject> objects = new ArrayList<>();
    for (JsonNode item : value) {
      objects.add(in(at(name) + "[" + objects.size() + "]", item));
    }
    return objects;
  }

  private @Nullable JsonNode field(String name) {
    JsonNode value = node.get(name);
    return value == null || value.isNull() ? null : value;
  }

  private <T> T needed(String name, @Nullable T value) {
    if (value == null) {
      throw new Fault.Invalid(at(name) + " is missing");
    }
    return value;
  }

  private String at(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private static String textOf(String at, JsonNode value) {
    return textOf(at, value, LONGEST_TEXT);
  }

  private static String textOf(String at, JsonNode value, int longest) {
    if (!value.isString()) {
      throw new Fault.Invalid(at + " must be a string");
    }
    String text = value.stringValue();
    if (text.length() > longest) {
      throw new Fault.Invalid(at + " is too long");
    }
    if (text.codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
      throw new Fault.Invalid(at + " holds half a character");
    }
    return text;
  }
}
