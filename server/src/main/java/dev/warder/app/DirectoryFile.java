package dev.warder.app;

import dev.warder.gateway.Directory;
import dev.warder.model.StartupFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// The file that says which subjects, resources and actions are known, as YAML or JSON: lists of
/// `{type, id, properties}`, and of action names.
final class DirectoryFile {
  private static final int LONGEST = 16 << 20;
  private static final int MOST = 10_000;
  private static final int DEEPEST = 8;

  private final Path file;

  private DirectoryFile(Path file) {
    this.file = file;
  }

  /// @param file absent for nothing that is known
  /// @throws StartupFailure where it is no directory
  static Directory read(@Nullable Path file) throws IOException {
    if (file == null) {
      return Directory.EMPTY;
    }
    DirectoryFile reader = new DirectoryFile(file);
    try {
      LoadSettings settings =
          LoadSettings.builder()
              .setCodePointLimit(LONGEST)
              .setMaxAliasesForCollections(0)
              .setAllowDuplicateKeys(false)
              .build();
      return reader.directory(new Load(settings).loadFromString(Files.readString(file)));
    } catch (YamlEngineException | IllegalArgumentException e) { // the latter for some tags
      throw reader.wrong("it is not readable as YAML");
    }
  }

  private Directory directory(@Nullable Object root) {
    if (!(root instanceof Map<?, ?> map)
        || !Set.of("subjects", "resources", "actions").containsAll(map.keySet())) {
      throw wrong("it may hold subjects, resources and actions alone");
    }
    List<String> actions = new ArrayList<>();
    for (Object action : list(map, "actions")) {
      actions.add(text(action, "an action"));
    }
    return new Directory(things(map, "subjects"), things(map, "resources"), actions);
  }

  private List<?> list(Map<?, ?> map, String name) {
    Object value = map.get(name);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof List<?> list) || list.size() > MOST) {
      throw wrong(name + " must be a list of at most " + MOST);
    }
    return list;
  }

  private List<Map<String, Object>> things(Map<?, ?> map, String name) {
    List<Map<String, Object>> things = new ArrayList<>();
    for (Object item : list(map, name)) {
      if (!(item instanceof Map<?, ?> given)
          || !Set.of("type", "id", "properties").containsAll(given.keySet())) {
        throw wrong("each of " + name + " has type, id and properties alone");
      }
      Object properties = given.get("properties");
      Map<String, Object> thing = new LinkedHashMap<>();
      thing.put("type", text(given.get("type"), "type"));
      thing.put("id", text(given.get("id"), "id"));
      thing.put("properties", properties == null ? Map.of() : map(properties, 0));
      things.add(thing);
    }
    return things;
  }

  private String text(@Nullable Object value, String name) {
    if (!(value instanceof String text) || text.isEmpty()) {
      throw wrong(name + " must be a text; put numbers in quotes");
    }
    return text;
  }

  private Map<String, Object> map(Object value, int depth) {
    if (!(value instanceof Map<?, ?> given) || depth > DEEPEST) {
      throw wrong("properties must be a mapping");
    }
    Map<String, Object> map = new LinkedHashMap<>();
    given.forEach((key, member) -> {
      if (member != null) {
        map.put(text(key, "the name of a property"), plain(member, depth + 1));
      }
    });
    return map;
  }

  private Object plain(Object value, int depth) {
    return switch (value) {
      case String text -> text;
      case Boolean flag -> flag;
      case Integer number -> number.longValue();
      case Long number -> number;
      case Double number -> number;
      case List<?> list -> list.stream().map(item -> plain(item, depth + 1)).toList();
      case Map<?, ?> map -> map(map, depth);
      default -> throw wrong("a property holds what a decision cannot");
    };
  }

  private StartupFailure wrong(String why) {
    return new StartupFailure(
        "the directory " + file + " cannot be used: " + why, "Mend the file, or leave it out.");
  }
}
