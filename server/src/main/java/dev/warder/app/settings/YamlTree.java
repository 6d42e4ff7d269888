package dev.warder.app.settings;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// Turns YAML text into a `Tree`: one document, no anchors, no doubled keys, no empty values.
final class YamlTree {
  private static final int LONGEST = 1 << 20;
  private static final int DEEPEST = 20;

  private final String source;
  private final boolean hasLines;
  private final List<ConfigurationError.Problem> problems;
  private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private YamlTree(String source, boolean hasLines, List<ConfigurationError.Problem> problems) {
    this.source = source;
    this.hasLines = hasLines;
    this.problems = problems;
  }

  /// @param hasLines whether a line and a column within `source` help its reader
  /// @return nothing where the text is empty, or so wrong that no tree can be made of it
  static @Nullable Tree parse(
      String source, boolean hasLines, String yaml, List<ConfigurationError.Problem> problems) {
    return new YamlTree(source, hasLines, problems).parse(yaml);
  }

  private @Nullable Tree parse(String yaml) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(source)
            .setUseMarks(true)
            .setCodePointLimit(LONGEST)
            .build();
    try {
      Optional<Node> root = new Compose(settings).composeString(yaml);
      return root.isEmpty()
          ? null
          : tree(root.get(), "the file", where(root.get().getStartMark()), 0);
    } catch (MarkedYamlEngineException e) {
      report(where(e.getProblemMark().or(e::getContextMark)), "not readable as YAML: " + text(e));
    } catch (YamlEngineException e) {
      report(Where.named(source), "not readable as YAML: " + String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) { // the library's own, for some tags
      report(Where.named(source), "not readable as YAML: a tag that is none");
    } catch (StackOverflowError e) {
      report(Where.named(source), "not readable as YAML: nested too deeply");
    }
    return null;
  }

  private static String text(MarkedYamlEngineException e) {
    String problem = e.getProblem();
    return problem == null ? "it breaks off here" : problem;
  }

  /// @param from where to say that the node is, should it be an alias: that knows only its anchor's
  ///   place
  private @Nullable Tree tree(Node node, String name, Where from, int depth) {
    Where where = where(node.getStartMark());
    if (!seen.add(node)) {
      report(from, name + " is an alias; write the value out, anchors are not understood");
      return null;
    }
    if (depth > DEEPEST) {
      report(where, name + " is nested too deeply");
      return null;
    }
    return switch (node) {
      case ScalarNode scalar -> scalar(scalar, name, where);
      case SequenceNode list -> new Tree.Items(items(list, name, depth), where);
      case MappingNode map -> new Tree.Keys(keys(map, name, depth), where);
      default -> null;
    };
  }

  private @Nullable Tree scalar(ScalarNode scalar, String name, Where where) {
    if (scalar.getTag().equals(Tag.NULL)) {
      report(where, name + " has no value; give it one or leave it out");
      return null;
    }
    return new Tree.Text(scalar.getValue(), where);
  }

  private List<Tree> items(SequenceNode list, String name, int depth) {
    List<Tree> items = new ArrayList<>();
    for (Node each : list.getValue()) {
      Tree item = tree(each, "an item of " + name, where(list.getStartMark()), depth + 1);
      if (item != null) {
        items.add(item);
      }
    }
    return items;
  }

  private Map<String, Tree.Entry> keys(MappingNode map, String name, int depth) {
    Map<String, Tree.Entry> keys = new LinkedHashMap<>();
    for (NodeTuple tuple : map.getValue()) {
      Where where = where(tuple.getKeyNode().getStartMark());
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        report(where, "a key in " + name + " is not plain text");
        continue;
      }
      Tree.Entry first = keys.get(key.getValue());
      if (first != null) {
        report(where, quoted(key) + " is set twice; it stands already in line " + line(first));
        continue;
      }
      Tree value = tree(tuple.getValueNode(), quoted(key), where, depth + 1);
      if (value != null) {
        keys.put(key.getValue(), new Tree.Entry(where, value));
      }
    }
    return keys;
  }

  private static int line(Tree.Entry entry) {
    return entry.where().line();
  }

  private static String quoted(ScalarNode key) {
    return Shown.quoted(key.getValue());
  }

  private Where where(Optional<Mark> mark) {
    return hasLines && mark.isPresent()
        ? new Where(source, mark.get().getLine() + 1, mark.get().getColumn() + 1)
        : Where.named(source);
  }

  private void report(Where where, String text) {
    problems.add(new ConfigurationError.Problem(where, text));
  }
}
