package dev.warder.app.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Options as they are mostly typed: `--name value`, `--name=value` or `--flag`, each once.
final class PlainOptions {
  private final Map<String, String> values;

  private PlainOptions(Map<String, String> values) {
    this.values = values;
  }

  /// What follows the name of a command.
  ///
  /// @param valued names of options that have a value
  /// @param flags names of those that have none
  /// @return nothing where something is not as plain as that: another option, one that comes twice,
  ///   a value that is empty or begins like an option, a quoted text or a file of arguments
  static @Nullable PlainOptions of(Set<String> valued, Set<String> flags, String... arguments) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 1; i < arguments.length; i++) {
      String name = arguments[i];
      int equals = name.indexOf('=');
      String value;
      if (flags.contains(name)) {
        value = "true";
      } else if (equals >= 0) {
        value = name.substring(equals + 1);
        name = name.substring(0, equals);
      } else {
        value = ++i < arguments.length ? arguments[i] : "";
      }
      boolean known = flags.contains(name) ? equals < 0 : valued.contains(name);
      if (!known || !isPlain(value) || values.put(name, value) != null) {
        return null;
      }
    }
    return new PlainOptions(values);
  }

  private static boolean isPlain(String value) {
    return !value.isEmpty() && "-@\"'".indexOf(value.charAt(0)) < 0;
  }

  @Nullable String value(String name) {
    return values.get(name);
  }

  boolean has(String flag) {
    return values.containsKey(flag);
  }
}
