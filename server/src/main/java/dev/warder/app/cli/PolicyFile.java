package dev.warder.app.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A policy file that somebody named on the command line.
final class PolicyFile {
  private static final long LONGEST = 1 << 20;

  private PolicyFile() {}

  static String read(Terminal terminal, Path file) throws IOException {
    Path path = terminal.resolve(file);
    if (Files.isDirectory(path)) {
      throw Stop.usage(file + " is a folder", "Name the files in it, for example " + file + "/*.");
    }
    if (Files.size(path) > LONGEST) {
      throw Stop.usage(file + " is larger than a policy may be", "Split it; 1 MB is the most.");
    }
    return text(file, path);
  }

  /// @param file as it was named
  static String text(Path file, Path path) throws IOException {
    try {
      return Files.readString(path);
    } catch (CharacterCodingException e) {
      throw Stop.usage(file + " is not UTF-8 text", "Save it as UTF-8.");
    }
  }
}
