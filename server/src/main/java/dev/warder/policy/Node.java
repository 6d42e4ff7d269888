package dev.warder.policy;

import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A piece of a YAML file and where it stands.
sealed interface Node {
  Position at();

  /// What a reader of messages calls it.
  String kind();

  /// @param entries by key, in the order of the file
  record Mapping(Position at, SequencedMap<String, Entry> entries) implements Node {
    @Nullable Node get(String key) {
      Entry entry = entries.get(key);
      return entry == null ? null : entry.value();
    }

    @Override
    public String kind() {
      return "a mapping";
    }
  }

  record Entry(Position keyAt, Node value) {}

  record Sequence(Position at, List<Node> items) implements Node {
    @Override
    public String kind() {
      return "a list";
    }
  }

  /// @param plain written without quotes, so that `5` is a number and `true` a truth value
  /// @param places finds the place in the file of every code point of `text`
  record Scalar(Position at, String text, boolean plain, ScalarPlaces places) implements Node {
    @Override
    public String kind() {
      return "a single value";
    }

    boolean isNull() {
      return plain && NULLS.contains(text);
    }
  }

  /// How nothing is written in YAML 1.2's core schema.
  Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
}
