package dev.warder.app.settings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The JSON Schema of the configuration, for editors, made from the keys that are read.
public final class SettingsSchema {
  private static final Pattern RANGE = Pattern.compile("number, (-?\\d+) to (-?\\d+)");
  private static final Pattern FORM = Pattern.compile("\\{(\\w+): \\w+}");
  private static final String LIST = "list of ";
  private static final String CHOICE = "one of ";

  private SettingsSchema() {}

  public static Map<String, Object> json() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "Warder configuration");
    Section root = new Section();
    for (Key key : SettingsReader.keys()) {
      root.put(key.path(), value(key));
    }
    schema.putAll(root.json());
    return schema;
  }

  /// Keys by name; a value is either a schema, or another section.
  private static final class Section {
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Map<String, Section> sections = new LinkedHashMap<>();

    void put(String path, Map<String, Object> value) {
      int dot = path.indexOf('.');
      if (dot < 0) {
        values.put(path, value);
      } else {
        String name = path.substring(0, dot);
        values.putIfAbsent(name, Map.of());
        sections.computeIfAbsent(name, n -> new Section()).put(path.substring(dot + 1), value);
      }
    }

    Map<String, Object> json() {
      Map<String, Object> properties = new LinkedHashMap<>();
      values.forEach((name, value) -> {
        Section inside = sections.get(name);
        if (!name.endsWith("[]")) {
          Section items = sections.get(name + "[]");
          properties.put(
              name, inside != null ? inside.json() : items == null ? value : items.listed(value));
        }
      });
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("type", "object");
      json.put("additionalProperties", false);
      json.put("properties", properties);
      return json;
    }

    private Map<String, Object> listed(Object list) {
      Map<String, Object> json = new LinkedHashMap<>();
      if (list instanceof Map<?, ?> described && described.get("description") != null) {
        json.put("description", described.get("description"));
      }
      json.put("type", "array");
      json.put("items", json());
      return json;
    }
  }

  private static Map<String, Object> value(Key key) {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("description", key.meaning());
    if (key.kind().startsWith(LIST)) {
      Map<String, Object> items = plain(key.kind().substring(LIST.length()));
      value.put("anyOf", List.of(Map.of("type", "array", "items", items), items));
    } else {
      value.putAll(plain(key.kind()));
    }
    fallback(key.fallback(), value);
    return value;
  }

  private static void fallback(@Nullable String text, Map<String, Object> value) {
    if (text != null && !text.startsWith("[")) {
      Object type = value.getOrDefault("type", "string");
      value.put(
          "default",
          type.equals("integer")
              ? Long.valueOf(text)
              : type.equals("number") ? Double.valueOf(text) : text);
    }
  }

  private static Map<String, Object> plain(String kind) {
    Matcher range = RANGE.matcher(kind);
    if (range.matches()) {
      return Map.of(
          "type", "integer",
          "minimum", Long.valueOf(range.group(1)),
          "maximum", Long.valueOf(range.group(2)));
    }
    if (kind.startsWith("share")) {
      return Map.of("type", "number", "minimum", 0, "maximum", 1);
    }
    if (kind.startsWith(CHOICE)) {
      return Map.of("enum", List.of(kind.substring(CHOICE.length()).split(", ")));
    }
    if (kind.startsWith("duration")) {
      return Map.of("type", "string", "pattern", "^[0-9]+(ms|s|m|h|d|w)$");
    }
    return FORM.matcher(kind).find() ? forms(kind) : Map.of("type", List.of("string", "integer"));
  }

  /// Words, or sections of one key, as in `bearer, {header: NAME}`.
  private static Map<String, Object> forms(String kind) {
    List<Object> words = new ArrayList<>();
    List<Object> any = new ArrayList<>();
    for (String form : Arrays.asList(kind.split(", | or "))) {
      Matcher named = FORM.matcher(form);
      if (named.matches()) {
        String name = named.group(1);
        any.add(
            Map.of(
                "type",
                "object",
                "required",
                List.of(name),
                "additionalProperties",
                false,
                "properties",
                Map.of(name, Map.of("type", "string"))));
      } else {
        words.add(form);
      }
    }
    any.addFirst(Map.of("enum", words));
    return Map.of("anyOf", any);
  }
}
