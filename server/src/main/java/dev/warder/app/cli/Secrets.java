package dev.warder.app.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Reads secrets that must not stand on a command line, where `ps` shows them.
final class Secrets {
  private static final int LONGEST = 8192;

  private Secrets() {}

  /// `-` is the first line of standard input; anything else is the secret itself.
  static String read(Terminal terminal, String given) {
    if (!given.equals("-")) {
      return given;
    }
    try {
      byte[] bytes = terminal.in().readNBytes(LONGEST);
      String text = new String(bytes, StandardCharsets.UTF_8);
      String line = text.lines().findFirst().orElse("").strip();
      if (line.isEmpty()) {
        throw Stop.usage("nothing came in on standard input", "Write the secret to it.");
      }
      return line;
    } catch (IOException e) {
      throw Stop.environment("standard input cannot be read", "Give the secret there.", e);
    }
  }
}
