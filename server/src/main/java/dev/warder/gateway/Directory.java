package dev.warder.gateway;

import dev.warder.model.Assertion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The subjects, resources and actions that are known: where searches look, and where properties
/// come from that a question does not tell. Unchangeable.
public final class Directory {
  /// Nothing is known, so nothing can be searched for.
  public static final Directory EMPTY = new Directory(List.of(), List.of(), List.of());

  private final Map<Key, Map<String, Object>> subjects;
  private final Map<Key, Map<String, Object>> resources;
  private final List<String> actions;

  private record Key(String type, String id) {
    static Key of(Map<String, Object> thing) {
      return new Key(Assertion.text(thing, "type"), Assertion.text(thing, "id"));
    }
  }

  /// @param subjects each with `type`, `id` and `properties`
  /// @param resources likewise
  /// @param actions names
  public Directory(
      List<Map<String, Object>> subjects,
      List<Map<String, Object>> resources,
      List<String> actions) {
    this.subjects = byKey(subjects);
    this.resources = byKey(resources);
    this.actions = List.copyOf(actions);
  }

  private static Map<Key, Map<String, Object>> byKey(List<Map<String, Object>> things) {
    Map<Key, Map<String, Object>> all = new LinkedHashMap<>();
    things.forEach(thing -> all.put(Key.of(thing), thing));
    return all;
  }

  /// The same with the properties that are known; those that were told count more.
  Assertion completed(Assertion asked) {
    return new Assertion(
        completed(asked.subject(), subjects),
        asked.action(),
        completed(asked.resource(), resources),
        asked.context());
  }

  private static Map<String, Object> completed(
      Map<String, Object> told, Map<Key, Map<String, Object>> all) {
    Map<String, Object> known = all.get(Key.of(told));
    if (known == null) {
      return told;
    }
    Map<String, Object> properties = new LinkedHashMap<>(properties(known));
    properties.putAll(properties(told));
    Map<String, Object> whole = new LinkedHashMap<>(told);
    whole.put("properties", properties);
    return whole;
  }

  @SuppressWarnings("unchecked") // whoever makes one of these maps sees to it
  private static Map<String, Object> properties(Map<String, Object> thing) {
    return thing.get("properties") instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }

  /// The question with each thing that is known in its open part, in the order of the directory.
  /// Nothing where what it does name is not known.
  List<Assertion> candidates(String open, Assertion asked) {
    boolean known =
        (open.equals("subject") || subjects.containsKey(Key.of(asked.subject())))
            && (open.equals("resource") || resources.containsKey(Key.of(asked.resource())));
    if (!known) {
      return List.of();
    }
    List<Assertion> all = new ArrayList<>();
    switch (open) {
      case "subject" ->
          filled(asked.subject(), subjects)
              .forEach(s ->
                  all.add(new Assertion(s, asked.action(), asked.resource(), asked.context())));
      case "resource" ->
          filled(asked.resource(), resources)
              .forEach(
                  r -> all.add(new Assertion(asked.subject(), asked.action(), r, asked.context())));
      default ->
          actions.forEach(name -> {
            Map<String, Object> action = Map.of("name", name, "properties", Map.of());
            all.add(new Assertion(asked.subject(), action, asked.resource(), asked.context()));
          });
    }
    return all.stream().map(this::completed).toList();
  }

  private static List<Map<String, Object>> filled(
      Map<String, Object> open, Map<Key, Map<String, Object>> all) {
    String type = Assertion.text(open, "type");
    List<Map<String, Object>> filled = new ArrayList<>();
    for (Key key : all.keySet()) {
      if (key.type().equals(type)) {
        Map<String, Object> thing = new LinkedHashMap<>(open);
        thing.put("id", key.id());
        filled.add(thing);
      }
    }
    return filled;
  }
}
