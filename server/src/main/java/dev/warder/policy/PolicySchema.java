package dev.warder.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The JSON Schema of a policy file, for editors, made from what the readers know.
///
/// It says what may stand where; what a condition means only the compiler can tell.
public final class PolicySchema {
  static final Map<String, Object> DURATION =
      Map.of("type", "string", "pattern", "^[0-9]+(ms|s|m|h|d|w)$");
  private static final Map<String, Object> CONDITION =
      Map.of("type", List.of("string", "boolean"), "maxLength", Language.LONGEST);

  private PolicySchema() {}

  public static Map<String, Object> json() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "Warder policy");
    Map<String, Object> known = new LinkedHashMap<>();
    known.put("apiVersion", Map.of("const", PolicyReader.API_VERSION));
    known.put("kind", Map.of("const", PolicyReader.KIND));
    known.put("mode", mode());
    known.put("rules", list(rule(), PolicyReader.MOST_RULES));
    known.put("grants", list(grant(), PolicyReader.MOST_RULES));
    known.put("tests", list(test(), TestReader.MOST_TESTS));
    schema.putAll(mapping(PolicyReader.KEYS, known, "apiVersion", "kind"));
    schema.put("anyOf", List.of(needs("rules"), needs("grants")));
    return schema;
  }

  private static Map<String, Object> mode() {
    Map<String, Object> share =
        mapping(
            Set.of(ModeReader.ENFORCE),
            Map.of(
                ModeReader.ENFORCE,
                Map.of("type", "string", "pattern", "^[0-9]{1,3}([.][0-9]{1,2})?%$")),
            ModeReader.ENFORCE);
    return described(
        "For whom it counts: for all, for none, or for a share of all principals.",
        Map.of("oneOf", List.of(oneOf(Set.of(ModeReader.ENFORCE, ModeReader.SHADOW)), share)));
  }

  private static Map<String, Object> needs(String key) {
    return Map.of("required", List.of(key));
  }

  private static Map<String, Object> rule() {
    Map<String, Object> known = new LinkedHashMap<>(conditions());
    known.put(
        "on",
        described(
            "What it is about: calls, or incidents.", Map.of("const", PolicyReader.INCIDENT)));
    known.put("then", Map.of("anyOf", List.of(effect(), ReactionSchema.json())));
    return mapping(PolicyReader.RULE_KEYS, known, "id", "when", "then");
  }

  private static Map<String, Object> grant() {
    return mapping(PolicyReader.GRANT_KEYS, conditions(), "id", "when");
  }

  private static Map<String, Object> conditions() {
    Map<String, Object> id =
        Map.of("type", "string", "pattern", "^[A-Za-z0-9._-]{1," + PolicyReader.LONGEST_ID + "}$");
    Map<String, Object> known = new LinkedHashMap<>();
    known.put("id", described("Its name in records and answers.", id));
    known.put("when", described("A CEL condition: it matches where this is true.", CONDITION));
    known.put("unless", described("A CEL condition that makes an exception.", CONDITION));
    return known;
  }

  static Map<String, Object> proof() {
    return Map.of(
        "acr",
        Map.of("type", "string", "pattern", "^[A-Za-z0-9._:/-]{1,100}$"),
        "maxAge",
        DURATION);
  }

  static Map<String, Object> remaining() {
    Map<String, Object> rate = rate();
    Map<String, Object> restrict = new LinkedHashMap<>();
    restrict.put("methods", list(oneOf(EffectReader.METHODS), EffectReader.MOST_PATTERNS));
    restrict.put("scopes", list(text(), EffectReader.MOST_PATTERNS));
    restrict.put("routes", list(text(), EffectReader.MOST_PATTERNS));
    restrict.put("rate", rate);
    return restrict;
  }

  private static Map<String, Object> rate() {
    return mapping(
        EffectReader.RATE_KEYS,
        Map.of(
            "requests",
            Map.of("type", "integer", "minimum", 1, "maximum", 1_000_000),
            "per",
            DURATION),
        "requests",
        "per");
  }

  private static Map<String, Object> effect() {
    Map<String, Object> proof = mapping(EffectReader.PROOF_KEYS, proof(), "acr", "maxAge");
    Map<String, Object> rate = rate();
    Map<String, Object> restrict = remaining();
    Map<String, Object> remaining =
        new LinkedHashMap<>(mapping(EffectReader.RESTRICT_KEYS, restrict));
    remaining.put("minProperties", 1);
    Map<String, Object> effects = new LinkedHashMap<>();
    effects.put("stepUp", proof);
    effects.put("restrict", remaining);
    effects.put("throttle", rate);
    Map<String, Object> one = new LinkedHashMap<>(mapping(EffectReader.EFFECTS, effects));
    one.put("minProperties", 1);
    one.put("maxProperties", 1);
    return Map.of("oneOf", List.of(Map.of("const", "deny"), one));
  }

  private static Map<String, Object> test() {
    Map<String, Object> expect = new LinkedHashMap<>();
    expect.put("verdict", oneOf(TestReader.VERDICTS));
    expect.put("rules", list(text(), TestReader.MOST_TESTS));
    Map<String, Object> known = new LinkedHashMap<>();
    known.put("name", text());
    known.put("given", described("What differs from an ordinary call.", given()));
    known.put("expect", mapping(TestReader.EXPECT_KEYS, expect, "verdict"));
    Map<String, Object> reaction = new LinkedHashMap<>(known);
    reaction.put("given", described("An incident.", ReactionSchema.given()));
    reaction.put("expect", ReactionSchema.expected());
    return Map.of(
        "anyOf",
        List.of(
            mapping(TestReader.KEYS, known, "name", "expect"),
            mapping(TestReader.KEYS, reaction, "name", "given", "expect")));
  }

  private static Map<String, Object> given() {
    Map<String, Object> groups = new LinkedHashMap<>();
    for (Variable variable : Variables.ALL) {
      int dot = variable.name().indexOf('.');
      if (dot < 0) {
        groups.put(variable.name(), value(variable));
      } else {
        String group = variable.name().substring(0, dot);
        if (groups.computeIfAbsent(group, g -> new LinkedHashMap<>())
            instanceof LinkedHashMap<?, ?> members) {
          @SuppressWarnings("unchecked")
          Map<String, Object> typed = (Map<String, Object>) members;
          typed.put(variable.name().substring(dot + 1), value(variable));
        }
      }
    }
    groups.replaceAll((name, members) -> Variables.isGroup(name) ? group(members) : members);
    return mapping(groups.keySet(), groups);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> group(Object members) {
    Map<String, Object> all = (Map<String, Object>) members;
    return mapping(all.keySet(), all);
  }

  private static Map<String, Object> value(Variable variable) {
    if (!variable.words().isEmpty()) {
      return oneOf(variable.words());
    }
    return switch (variable.kind()) {
      case TEXT -> text();
      case WHOLE -> Map.of("type", "integer");
      case NUMBER -> Map.of("type", "number");
      case TRUTH -> Map.of("type", "boolean");
      case SPAN -> DURATION;
      case MOMENT -> Map.of("type", "string", "format", "date-time");
      case TEXTS -> list(text(), 0);
      case TEXT_BY_NAME -> Map.of("type", "object", "additionalProperties", text());
      case NUMBER_BY_NAME ->
          Map.of("type", "object", "additionalProperties", Map.of("type", "number"));
      case ANYTHING_BY_NAME -> Map.of("type", "object");
    };
  }

  /// YAML takes 42 and true for more than texts; the reader takes them for texts too.
  static Map<String, Object> text() {
    return Map.of("type", List.of("string", "number", "boolean"));
  }

  static Map<String, Object> oneOf(Set<String> words) {
    return Map.of("enum", List.copyOf(new TreeSet<>(words)));
  }

  /// @param most 0 for as many as one likes
  static Map<String, Object> list(Map<String, Object> items, int most) {
    Map<String, Object> list = new LinkedHashMap<>();
    list.put("type", "array");
    if (most > 0) {
      list.put("maxItems", most);
    }
    list.put("items", items);
    return list;
  }

  /// @param keys all that the reader takes: each must be described here
  static Map<String, Object> mapping(Set<String> keys, Map<String, ?> known, String... required) {
    if (!keys.equals(known.keySet())) {
      throw new IllegalStateException("the schema knows " + known.keySet() + " of " + keys);
    }
    Map<String, Object> mapping = new LinkedHashMap<>();
    mapping.put("type", "object");
    mapping.put("additionalProperties", false);
    mapping.put("required", List.of(required));
    mapping.put("properties", known);
    return mapping;
  }

  private static Map<String, Object> described(String text, Map<String, Object> schema) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("description", text);
    described.putAll(schema);
    return described;
  }
}
