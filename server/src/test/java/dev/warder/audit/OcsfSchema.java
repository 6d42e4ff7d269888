package dev.warder.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The published OCSF schema, and what in an event contradicts it: unknown and missing attributes,
/// types, enumerations, patterns, lengths and constraints.
final class OcsfSchema {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path folder;
  private final JsonNode attributes;
  private final JsonNode types;
  private final Map<String, JsonNode> classes = new HashMap<>();
  private final Map<String, JsonNode> objects = new HashMap<>();
  private final Map<String, Map<String, ObjectNode>> resolved = new HashMap<>();

  OcsfSchema(Path folder) throws IOException {
    this.folder = folder;
    JsonNode dictionary = read(folder.resolve("dictionary.json"));
    attributes = dictionary.get("attributes");
    types = dictionary.get("types").get("attributes");
    load(folder.resolve("events"), classes);
    load(folder.resolve("objects"), objects);
  }

  private static void load(Path folder, Map<String, JsonNode> into) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(file -> file.toString().endsWith(".json"))
          .map(OcsfSchema::read)
          .filter(node -> node.has("name"))
          .forEach(node -> into.put(node.get("name").stringValue(), node));
    }
  }

  private static JsonNode read(Path file) {
    try {
      return JSON.readTree(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Everything that is wrong with an event of the class of this name.
  List<String> problems(String className, JsonNode event) {
    List<String> problems = new ArrayList<>();
    check(className, classes, event, className, problems);
    return problems;
  }

  private void check(
      String name, Map<String, JsonNode> among, JsonNode node, String at, List<String> problems) {
    if (!node.isObject()) {
      problems.add(at + " is no object");
      return;
    }
    Map<String, ObjectNode> known = attributesOf(name, among);
    known.forEach((key, meaning) -> {
      if ("required".equals(meaning.path("requirement").asString("")) && !node.has(key)) {
        problems.add(at + " lacks " + key);
      }
    });
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      ObjectNode meaning = known.get(member.getKey());
      String where = at + "." + member.getKey();
      if (meaning == null) {
        problems.add(where + " is unknown");
      } else {
        values(meaning, member.getValue(), where, problems);
      }
    }
    constraints(name, among, node, at, problems);
  }

  private void values(ObjectNode meaning, JsonNode value, String at, List<String> problems) {
    if (meaning.path("is_array").asBoolean(false)) {
      if (!value.isArray() || value.isEmpty()) {
        problems.add(at + " is no array, or an empty one");
      }
      value.forEach(item -> value(meaning, item, at + "[]", problems));
    } else {
      value(meaning, value, at, problems);
    }
  }

  private void value(ObjectNode meaning, JsonNode value, String at, List<String> problems) {
    String type = meaning.path("type").asString("");
    if (objects.containsKey(type)) {
      if (!type.equals("object")) {
        check(type, objects, value, at, problems);
      }
      return;
    }
    JsonNode means = types.path(type);
    String base = means.path("type").asString(type);
    boolean fits =
        switch (base) {
          case "string_t" -> value.isString();
          case "integer_t", "long_t" -> value.isIntegralNumber();
          case "float_t" -> value.isNumber();
          case "boolean_t" -> value.isBoolean();
          case "json_t" -> true;
          default -> false;
        };
    if (!fits) {
      problems.add(at + " should be " + type + ", and is " + value);
    }
    String regex = means.path("regex").asString("");
    if (!regex.isEmpty() && !Pattern.compile(regex).matcher(value.asString("")).find()) {
      problems.add(at + " does not look like " + type + ": " + value);
    }
    JsonNode numbers = meaning.path("enum"); // those of the class itself are added by compilers
    boolean own = at.endsWith(".class_uid") || at.endsWith(".category_uid");
    if (!own && numbers.isObject() && value.isIntegralNumber() && !numbers.has(value.toString())) {
      problems.add(at + " is none of the enumeration: " + value);
    }
  }

  private void constraints(
      String name, Map<String, JsonNode> among, JsonNode node, String at, List<String> problems) {
    JsonNode own = Objects.requireNonNull(among.get(name));
    JsonNode any = own.path("constraints").path("at_least_one");
    boolean met = any.isMissingNode();
    for (JsonNode each : any) {
      met |= node.has(each.stringValue());
    }
    if (!met) {
      problems.add(at + " has none of " + any);
    }
    String parent = own.path("extends").asString("");
    if (any.isMissingNode() && among.containsKey(parent)) {
      constraints(parent, among, node, at, problems);
    }
  }

  private Map<String, ObjectNode> attributesOf(String name, Map<String, JsonNode> among) {
    String key = (among.equals(classes) ? "class " : "object ") + name;
    Map<String, ObjectNode> known = resolved.get(key);
    if (known == null) {
      known = new LinkedHashMap<>();
      collect(Objects.requireNonNull(among.get(name)), among, known);
      resolved.put(key, known);
    }
    return known;
  }

  private void collect(
      JsonNode definition, Map<String, JsonNode> among, Map<String, ObjectNode> known) {
    String parent = definition.path("extends").asString("");
    if (among.containsKey(parent)) {
      collect(among.get(parent), among, known);
    }
    JsonNode own = definition.path("attributes");
    for (JsonNode include : own.path("$include")) {
      merge(read(folder.resolve(include.stringValue())).get("attributes"), known, true);
    }
    merge(own, known, false);
  }

  /// @param profile attributes of profiles are there only where an event has the profile
  private void merge(JsonNode own, Map<String, ObjectNode> known, boolean profile) {
    for (Map.Entry<String, JsonNode> each : own.properties()) {
      if (each.getKey().startsWith("$")) {
        continue;
      }
      ObjectNode meaning =
          known.computeIfAbsent(each.getKey(), key -> (ObjectNode) attributes.path(key).deepCopy());
      for (Map.Entry<String, JsonNode> member : each.getValue().properties()) {
        if (member.getKey().equals("enum") && meaning.has("enum")) {
          ObjectNode numbers = (ObjectNode) meaning.get("enum");
          member.getValue().properties().forEach(n -> numbers.set(n.getKey(), n.getValue()));
        } else {
          meaning.set(member.getKey(), member.getValue());
        }
      }
      if (profile) {
        meaning.put("requirement", "optional");
      }
    }
  }
}
