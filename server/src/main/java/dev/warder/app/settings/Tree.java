package dev.warder.app.settings;

import java.util.List;
import java.util.Map;

/// What a configuration file says before anything is made of it; every node knows its place.
sealed interface Tree {
  Where where();

  /// A scalar, as written: numbers and truth values are not told apart here.
  record Text(String text, Where where) implements Tree {}

  record Items(List<Tree> items, Where where) implements Tree {}

  record Keys(Map<String, Entry> entries, Where where) implements Tree {}

  /// @param where the place of the key
  record Entry(Where where, Tree value) {}

  default String shape() {
    return switch (this) {
      case Text t -> "a value";
      case Items i -> "a list";
      case Keys k -> "a section";
    };
  }
}
