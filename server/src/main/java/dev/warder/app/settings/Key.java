package dev.warder.app.settings;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One thing that can be set.
///
/// @param path for example `server.port`; `[]` stands for each item of a list
/// @param fallback what counts where nothing is set; absent where that is nothing
public record Key(String path, String kind, @Nullable String fallback, String meaning) {

  /// The environment variables that set it: `server.trustedProxies` is both
  /// `WARDER_SERVER_TRUSTED_PROXIES` and `WARDER_SERVER_TRUSTEDPROXIES`; none inside a list.
  public List<String> variables() {
    return path.contains("[]") ? List.of() : variables(path);
  }

  static List<String> variables(String path) {
    String joined = path.replace('.', '_');
    String plain = "WARDER_" + joined.toUpperCase(Locale.ROOT);
    String split = "WARDER_" + split(joined).toUpperCase(Locale.ROOT);
    return plain.equals(split) ? List.of(plain) : List.of(split, plain);
  }

  private static String split(String camelCase) {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < camelCase.length(); i++) {
      char c = camelCase.charAt(i);
      words.append(Character.isUpperCase(c) ? "_" : "").append(c);
    }
    return words.toString();
  }
}
