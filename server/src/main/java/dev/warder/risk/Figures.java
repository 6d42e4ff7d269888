package dev.warder.risk;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// A section of a model file while it is read: every figure must stand there, and what is never
/// asked for may not.
///
/// By hand, because binding the sections to records by reflection takes a tenth of a start.
final class Figures {
  /// What is wrong with the file.
  static final class Wrong extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String path;

    Wrong(String path, String text) {
      super(text, null, false, false);
      this.path = path;
    }

    /// Of the key, with dots.
    String path() {
      return path;
    }
  }

  private final String path;
  private final JsonNode node;
  private final Set<String> asked = new HashSet<>();

  private Figures(String path, JsonNode node) {
    this.path = path;
    this.node = node;
    if (!node.isObject()) {
      throw new Wrong(path, "it must be a section of keys");
    }
  }

  /// Reads all of a section.
  static <T> T read(JsonNode node, Function<Figures, T> reader) {
    return read("", node, reader);
  }

  private static <T> T read(String path, JsonNode node, Function<Figures, T> reader) {
    Figures figures = new Figures(path, node);
    try {
      T read = reader.apply(figures);
      figures.end();
      return read;
    } catch (IllegalArgumentException e) {
      throw new Wrong(path, String.valueOf(e.getMessage()));
    }
  }

  <T> T section(String key, Function<Figures, T> reader) {
    return read(path(key), value(key), reader);
  }

  /// Sections of any names.
  <T> Map<String, T> sections(String key, Function<Figures, T> reader) {
    return section(
        key,
        all -> {
          Map<String, T> read = new LinkedHashMap<>();
          all.node.propertyNames().forEach(name -> read.put(name, all.section(name, reader)));
          return read;
        });
  }

  <T> List<T> items(String key, Function<Figures, T> reader) {
    return each(path(key), value(key), (item, at) -> read(at, item, reader));
  }

  String text(String key) {
    JsonNode value = value(key);
    if (!value.isString()) {
      throw new Wrong(path(key), "it must be a text");
    }
    return value.stringValue();
  }

  double number(String key) {
    return number(value(key), path(key));
  }

  int whole(String key) {
    return whole(value(key), path(key));
  }

  List<Double> numbers(String key) {
    return each(path(key), value(key), Figures::number);
  }

  List<Integer> wholes(String key) {
    return each(path(key), value(key), Figures::whole);
  }

  /// Lists of numbers.
  List<List<Double>> rows(String key) {
    return each(path(key), value(key), (row, at) -> each(at, row, Figures::number));
  }

  private interface Reader<T> {
    T read(JsonNode node, String path);
  }

  private static <T> List<T> each(String path, JsonNode node, Reader<T> reader) {
    if (!node.isArray()) {
      throw new Wrong(path, "it must be a list");
    }
    List<T> all = new ArrayList<>();
    node.forEach(item -> all.add(reader.read(item, path)));
    return all;
  }

  private static double number(JsonNode value, String path) {
    if (!value.isNumber()) {
      throw new Wrong(path, "it must be a number");
    }
    return value.doubleValue();
  }

  private static int whole(JsonNode value, String path) {
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw new Wrong(path, "it must be a whole number");
    }
    return value.intValue();
  }

  private JsonNode value(String key) {
    asked.add(key);
    JsonNode value = node.get(key);
    if (value == null || value.isNull()) {
      throw new Wrong(path(key), "it is missing");
    }
    return value;
  }

  private void end() {
    node.propertyNames()
        .forEach(name -> {
          if (!asked.contains(name)) {
            throw new Wrong(path(name), "there is no such key");
          }
        });
  }

  private String path(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
