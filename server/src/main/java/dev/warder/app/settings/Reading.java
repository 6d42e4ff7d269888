package dev.warder.app.settings;

import dev.warder.app.settings.ConfigurationError.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is shared while one configuration is read: its sources, its problems, and the keys asked
/// for so far.
final class Reading {
  /// A value and the folder that relative paths in it start from.
  record Found(Tree value, Path base) {}

  static final Comparator<Problem> BY_PLACE = Comparator.comparing(Problem::where);

  private final Environment environment;
  private final Path fileFolder;
  private final Path workingFolder;
  private final List<Problem> problems = new ArrayList<>();
  private final Map<String, Key> keys = new LinkedHashMap<>();

  Reading(Environment environment, Path fileFolder, Path workingFolder) {
    this.environment = environment;
    this.fileFolder = fileFolder;
    this.workingFolder = workingFolder;
  }

  Section root(@Nullable Tree tree) {
    if (tree instanceof Tree.Keys keys) {
      return new Section(this, "", keys);
    }
    if (tree != null) {
      report(tree.where(), "the file must hold keys and values, not " + tree.shape());
    }
    return new Section(this, "", null);
  }

  /// @param inFile what the file says, if it says anything
  /// @param asList whether a value from outside the file is read as the inside of a YAML list
  @Nullable Found find(Key key, Tree.@Nullable Entry inFile, boolean asList) {
    keys.putIfAbsent(key.path(), key);
    Environment.Setting outside =
        key.path().contains("[]") ? null : environment.find(key.path(), problems);
    if (outside != null) {
      Tree value = tree(outside, asList);
      return value == null ? null : new Found(value, workingFolder);
    }
    return inFile == null ? null : new Found(inFile.value(), fileFolder);
  }

  private @Nullable Tree tree(Environment.Setting setting, boolean asList) {
    if (!asList) {
      return new Tree.Text(setting.text(), Where.named(setting.source()));
    }
    String text = setting.text().strip();
    String yaml = text.startsWith("[") ? text : "[" + text + "]";
    return YamlTree.parse(setting.source(), false, yaml, problems);
  }

  void report(Where where, String text) {
    problems.add(new Problem(where, text));
  }

  /// Where relative paths of the file, and of defaults, start from.
  Path fileFolder() {
    return fileFolder;
  }

  List<Problem> problems() {
    return problems;
  }

  Map<String, Key> keys() {
    return keys;
  }

  void reportUnusedVariables() {
    List<String> names = keys.values().stream().flatMap(k -> k.variables().stream()).toList();
    for (String name : environment.unused()) {
      String meant = Nearest.to(name, names).map(n -> "; did you mean " + n + "?").orElse("");
      report(Where.named(name), "this environment variable sets nothing" + meant);
    }
  }
}
