package dev.warder.app.settings;

import dev.warder.model.Fault;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One section while it is read. What is never asked for is an unknown key.
final class Section {
  private final Reading reading;
  private final String path;
  private final Tree.@Nullable Keys keys;
  private final Set<String> asked = new LinkedHashSet<>();

  Section(Reading reading, String path, Tree.@Nullable Keys keys) {
    this.reading = reading;
    this.path = path;
    this.keys = keys;
  }

  /// @param fallback read like a value that was set
  <T> T value(String key, Kind<T> kind, String fallback, String meaning) {
    T value = read(key, kind, fallback, meaning);
    return value != null ? value : kind.read().apply(fallback, reading.fileFolder());
  }

  /// A value that may be left out.
  <T> @Nullable T optional(String key, Kind<T> kind, String meaning) {
    return read(key, kind, null, meaning);
  }

  private <T> @Nullable T read(
      String key, Kind<T> kind, @Nullable String fallback, String meaning) {
    Reading.Found found = find(key, kind.name(), fallback, meaning, false);
    return found == null ? null : read(name(key), found, kind);
  }

  private <T> @Nullable T read(String name, Reading.Found found, Kind<T> kind) {
    if (!(found.value() instanceof Tree.Text text)) {
      String shape = found.value().shape();
      report(found.value().where(), name + " must be a single value, not " + shape);
      return null;
    }
    try {
      return kind.read().apply(text.text(), found.base());
    } catch (IllegalArgumentException e) {
      String meant =
          Nearest.to(text.text(), kind.words()).map(n -> "; did you mean " + n + "?").orElse("");
      String given = ", not " + Shown.quoted(text.text());
      report(text.where(), name + " " + e.getMessage() + given + meant);
      return null;
    } catch (Fault.Invalid e) {
      report(text.where(), name + ": " + e.publicText());
      return null;
    }
  }

  /// A list of plain values; a single one may stand without brackets.
  <T> List<T> values(String key, Kind<T> kind, String fallback, String meaning) {
    Reading.Found found = find(key, "list of " + kind.name(), "[" + fallback + "]", meaning, false);
    List<T> values = new ArrayList<>();
    if (found == null) {
      for (String each : split(fallback)) {
        values.add(kind.read().apply(each, reading.fileFolder()));
      }
      return values;
    }
    for (Tree item : itemsOf(found.value())) {
      T value = read("an item of " + name(key), new Reading.Found(item, found.base()), kind);
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }

  private List<Tree> itemsOf(Tree value) {
    return switch (value) {
      case Tree.Items list -> list.items();
      case Tree.Text text when text.where().line() == 0 -> {
        List<Tree> items = new ArrayList<>();
        for (String each : split(text.text())) {
          items.add(new Tree.Text(each, text.where()));
        }
        yield items;
      }
      case Tree.Text text -> List.of(text);
      case Tree.Keys section -> List.of(section);
    };
  }

  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    for (String part : text.split(",")) {
      if (!part.isBlank()) {
        parts.add(part.strip());
      }
    }
    return parts;
  }

  /// A list of anything; absent where nothing is set.
  @Nullable List<Tree> items(String key, String kind, @Nullable String fallback, String meaning) {
    Reading.Found found = find(key, kind, fallback, meaning, true);
    if (found == null) {
      return null;
    }
    return found.value() instanceof Tree.Items list ? list.items() : List.of(found.value());
  }

  /// Whatever was written, for a value that has more than one form.
  @Nullable Tree raw(String key, String kind, String fallback, String meaning) {
    Reading.Found found = find(key, kind, fallback, meaning, false);
    return found == null ? null : found.value();
  }

  Section section(String key) {
    asked.add(key);
    Tree.Entry entry = entry(key);
    Tree.Keys inside = null;
    if (entry != null && entry.value() instanceof Tree.Keys section) {
      inside = section;
    } else if (entry != null) {
      report(entry.value().where(), name(key) + " is a section of keys, not " + shape(entry));
    }
    return new Section(reading, pathOf(key), inside);
  }

  private static String shape(Tree.Entry entry) {
    return entry.value().shape();
  }

  /// An item of the list `key`, which must be a section.
  Section item(String key, @Nullable Tree item) {
    if (item instanceof Tree.Keys section) {
      return new Section(reading, pathOf(key) + "[]", section);
    }
    if (item != null) {
      report(
          item.where(), "an item of " + name(key) + " is a section of keys, not " + item.shape());
    }
    return new Section(reading, pathOf(key) + "[]", null);
  }

  private Reading.@Nullable Found find(
      String key, String kind, @Nullable String fallback, String meaning, boolean asList) {
    asked.add(key);
    return reading.find(new Key(pathOf(key), kind, fallback, meaning), entry(key), asList);
  }

  private Tree.@Nullable Entry entry(String key) {
    return keys == null ? null : keys.entries().get(key);
  }

  /// Where a key stands, or else its section.
  Where where(String key) {
    Tree.Entry entry = entry(key);
    if (entry != null) {
      return entry.value().where();
    }
    return keys == null ? Where.named(pathOf(key)) : keys.where();
  }

  void report(Where where, String text) {
    reading.report(where, text);
  }

  /// Ends the section: what was not asked for is refused.
  void end() {
    if (keys == null) {
      return;
    }
    keys.entries()
        .forEach((key, entry) -> {
          if (!asked.contains(key)) {
            report(entry.where(), "unknown key " + Shown.quoted(key) + inPath() + hint(key));
          }
        });
  }

  private String inPath() {
    return path.isEmpty() ? "" : " in " + path;
  }

  private String hint(String key) {
    Optional<String> near = Nearest.to(key, asked);
    if (near.isPresent()) {
      return "; did you mean \"" + near.get() + "\"?";
    }
    return asked.isEmpty() ? "" : "; known here: " + String.join(", ", asked);
  }

  private String pathOf(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private String name(String key) {
    return pathOf(key);
  }
}
