package dev.warder.policy;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import java.util.List;
import java.util.Set;

/// A name that expressions may use, declared by its full dotted form so that a misspelt one does
/// not compile.
///
/// @param neutral what it is in a test case that says nothing of it: an ordinary call
/// @param words all values it can have, where these are few
record Variable(String name, Kind kind, Object neutral, Set<String> words) {

  /// The type, and how a file's test cases write it.
  enum Kind {
    TEXT(SimpleType.STRING, "a text"),
    WHOLE(SimpleType.INT, "a whole number"),
    NUMBER(SimpleType.DOUBLE, "a number"),
    TRUTH(SimpleType.BOOL, "true or false"),
    SPAN(SimpleType.DURATION, "a duration such as 15m"),
    MOMENT(SimpleType.TIMESTAMP, "a time such as 2026-11-25T10:00:00Z"),
    TEXTS(ListType.create(SimpleType.STRING), "a list of texts"),
    TEXT_BY_NAME(MapType.create(SimpleType.STRING, SimpleType.STRING), "a mapping to texts"),
    NUMBER_BY_NAME(MapType.create(SimpleType.STRING, SimpleType.DOUBLE), "a mapping to numbers"),
    ANYTHING_BY_NAME(MapType.create(SimpleType.STRING, SimpleType.DYN), "a mapping");

    private final CelType type;
    private final String words;

    Kind(CelType type, String words) {
      this.type = type;
      this.words = words;
    }

    CelType type() {
      return type;
    }

    String inWords() {
      return words;
    }

    /// Whether a name that is not there reads as an empty text or 0 instead of failing.
    boolean hasDefaults() {
      return this == TEXT_BY_NAME || this == NUMBER_BY_NAME;
    }
  }

  static Variable of(String name, Kind kind, Object neutral) {
    return new Variable(name, kind, neutral, Set.of());
  }

  static Variable oneOf(String name, String neutral, List<String> words) {
    return new Variable(name, Kind.TEXT, neutral, Set.copyOf(words));
  }
}
