package dev.warder.app.routes;

import dev.warder.app.settings.Settings;
import dev.warder.model.FailureMode;
import dev.warder.model.Fault;
import dev.warder.model.Sensitivity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// The text of a configuration with other routes in it: everything else, comments too, stays as it
/// is.
public final class RouteFile {
  private RouteFile() {}

  /// @param before the text as it is; absent for a new file
  /// @throws Fault.Invalid where there is no place for them
  public static String with(List<Settings.Route> routes, @Nullable String before) {
    List<String> lines = new ArrayList<>();
    List<String> old = before == null ? List.of() : before.lines().toList();
    int[] place = before == null ? new int[] {0, 0} : place(before, old);
    lines.addAll(old.subList(0, place[0]));
    lines.add("routes:");
    routes.forEach(route -> lines.add("  - " + line(route)));
    lines.addAll(old.subList(place[1], old.size()));
    return String.join("\n", lines) + "\n";
  }

  /// One route, as it stands in a configuration.
  public static String line(Settings.Route route) {
    List<String> parts = new ArrayList<>();
    parts.add("match: " + quoted(route.match()));
    List<String> scopes = route.scopes().stream().map(RouteFile::quoted).toList();
    parts.add("scopes: [" + String.join(", ", scopes) + "]");
    if (route.sensitivity() != Sensitivity.NORMAL) {
      parts.add("sensitivity: " + route.sensitivity().wire());
    }
    if (route.onFailure() != FailureMode.CLOSED) {
      parts.add("onFailure: " + onFailure(route.onFailure()));
    }
    return "{" + String.join(", ", parts) + "}";
  }

  /// As it stands in a configuration.
  public static String onFailure(FailureMode mode) {
    return switch (mode) {
      case CLOSED -> "closed";
      case OPEN -> "open";
      case STEP_UP -> "stepUp";
    };
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(c -> {
          if (c == '"' || c == '\\') {
            quoted.append('\\').appendCodePoint(c);
          } else if (c < 0x20 || c == 0x7F) {
            quoted.append(String.format("\\x%02x", c));
          } else {
            quoted.appendCodePoint(c);
          }
        });
    return quoted.append('"').toString();
  }

  /// The first line of the routes, and the first behind them: both the end where there are none.
  private static int[] place(String text, List<String> lines) {
    Optional<Node> root = compose(text);
    if (root.isEmpty()) {
      return new int[] {lines.size(), lines.size()};
    }
    if (!(root.get() instanceof MappingNode map) || map.getFlowStyle() == FlowStyle.FLOW) {
      throw new Fault.Invalid("the file to write is not a configuration in block style");
    }
    int from = lines.size();
    int to = lines.size();
    for (NodeTuple tuple : map.getValue()) {
      int line = line(tuple.getKeyNode());
      if (tuple.getKeyNode() instanceof ScalarNode key && key.getValue().equals("routes")) {
        from = line;
      } else if (line > from && to == lines.size()) {
        to = line;
      }
    }
    return new int[] {from, beforeComments(lines, from, to)};
  }

  private static Optional<Node> compose(String text) {
    try {
      LoadSettings settings = LoadSettings.builder().setUseMarks(true).build();
      return new Compose(settings).composeString(text);
    } catch (YamlEngineException | IllegalArgumentException | StackOverflowError e) {
      // IllegalArgumentException is what the library throws at some tags.
      throw new Fault.Invalid("the file to write is not readable as YAML", e);
    }
  }

  private static int line(Node node) {
    return node.getStartMark().map(Mark::getLine).orElse(0);
  }

  /// What is said above the next key belongs to it.
  private static int beforeComments(List<String> lines, int from, int to) {
    int end = to;
    while (end > from + 1 && lines.get(end - 1).matches("\\s*(#.*)?")) {
      end--;
    }
    return end;
  }
}
