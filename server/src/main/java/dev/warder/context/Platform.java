package dev.warder.context;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The runtime and the operating system that a `User-Agent` names among its products.
///
/// @param runtime such as `python`; empty where it is not told
/// @param os such as `linux`; empty where it is not told
record Platform(String runtime, String os) {
  /// Later beats earlier: Android also says Linux, and an iPhone says it is like a Mac.
  private static final List<Map.Entry<String, String>> SYSTEMS =
      List.of(
          Map.entry("x11", "linux"),
          Map.entry("linux", "linux"),
          Map.entry("ubuntu", "linux"),
          Map.entry("x86_64-linux", "linux"),
          Map.entry("cros", "chromeos"),
          Map.entry("freebsd", "freebsd"),
          Map.entry("openbsd", "openbsd"),
          Map.entry("darwin", "macos"),
          Map.entry("mac", "macos"),
          Map.entry("intel mac", "macos"),
          Map.entry("windows", "windows"),
          Map.entry("win32", "windows"),
          Map.entry("win64", "windows"),
          Map.entry("android", "android"),
          Map.entry("ios", "ios"),
          Map.entry("iphone", "ios"),
          Map.entry("ipad", "ios"));

  private static final Map<String, String> RUNTIMES =
      Map.ofEntries(
          Map.entry("python", "python"),
          Map.entry("cpython", "python"),
          Map.entry("pypy", "python"),
          Map.entry("pythonbindings", "python"),
          Map.entry("phpbindings", "php"),
          Map.entry("rubybindings", "ruby"),
          Map.entry("java", "java"),
          Map.entry("jdk", "java"),
          Map.entry("go", "go"),
          Map.entry("node", "node"),
          Map.entry("node.js", "node"),
          Map.entry("nodejs", "node"),
          Map.entry("nodebindings", "node"),
          Map.entry("js", "node"),
          Map.entry("deno", "deno"),
          Map.entry("bun", "bun"),
          Map.entry("ruby", "ruby"),
          Map.entry("php", "php"),
          Map.entry("perl", "perl"),
          Map.entry("dart", "dart"),
          Map.entry("rust", "rust"),
          Map.entry("kotlin", "java"),
          Map.entry("scala", "java"),
          Map.entry("dotnet", "dotnet"),
          Map.entry("netstandard", "dotnet"),
          Map.entry(".net", "dotnet"));

  static Platform of(List<Product> products) {
    String runtime = "";
    int system = -1;
    for (Product product : products) {
      String name = product.name().toLowerCase(Locale.ROOT);
      String value = product.version().toLowerCase(Locale.ROOT);
      system = Math.max(system, systemOf(name.equals("os") ? value : name));
      if (runtime.isEmpty()) {
        boolean isMetadata = name.equals("lang") || name.equals("md");
        runtime = runtimeOf(isMetadata ? value : name);
      }
    }
    return new Platform(runtime, system < 0 ? "" : SYSTEMS.get(system).getValue());
  }

  /// `python/linux`, or the one of the two that is known.
  String text() {
    return runtime.isEmpty() ? os : os.isEmpty() ? runtime : runtime + "/" + os;
  }

  Platform orRuntime(String usual) {
    return runtime.isEmpty() ? new Platform(usual, os) : this;
  }

  static boolean isRuntime(String name) {
    return !runtimeOf(name.toLowerCase(Locale.ROOT)).isEmpty();
  }

  static boolean isSystem(String name) {
    return systemOf(name.toLowerCase(Locale.ROOT)) >= 0;
  }

  private static int systemOf(String name) {
    for (int i = SYSTEMS.size() - 1; i >= 0; i--) {
      String system = SYSTEMS.get(i).getKey();
      if (names(name, system)) {
        return i;
      }
    }
    return -1;
  }

  /// `python`, `python#3.11`, `go1.19.3`, `ruby-1.9.3` and `nodejs/18` name a runtime.
  private static String runtimeOf(String name) {
    if (name.startsWith("openjdk")) {
      return "java";
    }
    int end = 0;
    while (end < name.length()
        && (Character.isLetter(name.charAt(end)) || name.charAt(end) == '.')) {
      end++;
    }
    return isVersionAt(name, end) ? RUNTIMES.getOrDefault(name.substring(0, end), "") : "";
  }

  /// `#3.11`, `/18`, `1.19.3`, `-1.9.3`, or nothing at all.
  private static boolean isVersionAt(String name, int at) {
    if (at >= name.length()) {
      return true;
    }
    char c = name.charAt(at);
    int digit = c == '-' ? at + 1 : at;
    return c == '#' || c == '/' || (digit < name.length() && isDigit(name, digit));
  }

  /// At the beginning of any word: `x86_64-pc-linux-gnu`, `Microsoft Windows`.
  private static boolean names(String text, String system) {
    int at = text.indexOf(system);
    boolean begins = at == 0 || (at > 0 && " -".indexOf(text.charAt(at - 1)) >= 0);
    return begins && endsWord(text, at + system.length());
  }

  private static boolean endsWord(String name, int at) {
    return at >= name.length() || !Character.isLetter(name.charAt(at));
  }

  private static boolean isDigit(String text, int at) {
    return Character.isDigit(text.charAt(at));
  }
}
