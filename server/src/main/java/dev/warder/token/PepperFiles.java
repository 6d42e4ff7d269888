package dev.warder.token;

import dev.warder.model.SecretFile;
import dev.warder.model.StartupFailure;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The files `pepper-*.key`: 32 bytes each, for their owner alone.
final class PepperFiles {
  private static final String START = "pepper-";
  private static final String END = ".key";
  private static final String ONCE_READ = "rotate it as well";

  private final Path folder;

  PepperFiles(Path folder) {
    this.folder = folder.toAbsolutePath();
  }

  List<Pepper> read() {
    try {
      if (!Files.isDirectory(folder)) {
        return List.of();
      }
      SecretFile.refuseIfOpenToOthers(folder, "700", ONCE_READ);
      List<Pepper> peppers = new ArrayList<>();
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, START + "*" + END)) {
        for (Path file : files) {
          peppers.add(read(file));
        }
      }
      return peppers;
    } catch (IOException e) {
      throw new StartupFailure(
          "the keys in " + folder + " cannot be read: " + e.getMessage(),
          "make the folder readable by the user that runs Warder",
          e);
    }
  }

  void add(String id, SecureRandom random) {
    byte[] key = new byte[Pepper.BYTES];
    random.nextBytes(key);
    try {
      SecretFile.write(folder.resolve(START + id + END), key);
    } catch (IOException e) {
      throw new StartupFailure(
          "no key can be made in " + folder + ": " + e.getMessage(),
          "make the folder writable by the user that runs Warder, and check for a full disk",
          e);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private static Pepper read(Path file) throws IOException {
    byte[] key = SecretFile.read(file, ONCE_READ);
    if (key.length != Pepper.BYTES) {
      throw new StartupFailure(
          file + " is damaged: it should hold " + Pepper.BYTES + " bytes",
          "put it back from a backup; tokens made under it are checked with it");
    }
    String name = file.getFileName().toString();
    try {
      return new Pepper(name.substring(START.length(), name.length() - END.length()), key);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }
}
