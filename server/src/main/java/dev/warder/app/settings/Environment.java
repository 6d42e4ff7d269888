package dev.warder.app.settings;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What is set outside the file: options first, then environment variables.
final class Environment {
  /// Variables of the launcher, of the commands and of the gateways in `examples`, which set
  /// nothing here.
  private static final Set<String> OTHERS =
      Set.of(
          "WARDER_URL",
          "WARDER_TOKEN",
          "WARDER_CONFIG",
          "WARDER_JAVA_OPTS",
          "WARDER_JVM_DIR",
          "WARDER_STARTUP_CACHE",
          "WARDER_GATEWAY_KEY",
          "WARDER_LUA");

  /// A variable, or an option, and what it says.
  record Setting(String source, String text) {}

  private final Map<String, String> variables;
  private final Map<String, Setting> options;
  private final Set<String> used = new HashSet<>();

  /// @param options by path of the key
  Environment(Map<String, String> variables, Map<String, Setting> options) {
    this.variables = Map.copyOf(variables);
    this.options = Map.copyOf(options);
  }

  /// @param problems gets a note where two spellings of one variable contradict each other
  @Nullable Setting find(String path, List<ConfigurationError.Problem> problems) {
    Setting found = options.get(path);
    for (String name : Key.variables(path)) {
      String text = variables.get(name);
      if (text == null || isServiceLink(name, text)) {
        continue;
      }
      used.add(name);
      if (found == null) {
        found = new Setting(name, text);
      } else if (!options.containsKey(path) && !found.text().equals(text)) {
        String wrong = found.source() + " says otherwise; set only one of the two";
        problems.add(new ConfigurationError.Problem(Where.named(name), wrong));
      }
    }
    return found;
  }

  /// Variables in our name that nothing was asked of: misspelt ones.
  Set<String> unused() {
    Set<String> unused = new TreeSet<>();
    variables.forEach((name, text) -> {
      boolean ours = name.startsWith("WARDER_") && !OTHERS.contains(name);
      if (ours && !used.contains(name) && !isServiceLink(name, text)) {
        unused.add(name);
      }
    });
    return unused;
  }

  /// Kubernetes puts `WARDER_SERVICE_HOST`, `WARDER_PORT=tcp://...` and their like beside every
  /// container of a namespace with a service that is called warder.
  private static boolean isServiceLink(String name, String text) {
    boolean address = text.startsWith("tcp://") || text.startsWith("udp://");
    return name.endsWith("_SERVICE_HOST")
        || name.matches(".*_SERVICE_PORT(_[A-Z0-9_]+)?")
        || name.matches(".*_PORT_[0-9]+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?")
        || (name.endsWith("_PORT") && address);
  }
}
