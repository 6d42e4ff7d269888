package dev.warder.token;

import dev.warder.model.StartupFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// The files `pepper-*.key`: 32 bytes each, for their owner alone.
final class PepperFiles {
  private static final String START = "pepper-";
  private static final String END = ".key";

  private final Path folder;

  PepperFiles(Path folder) {
    this.folder = folder.toAbsolutePath();
  }

  List<Pepper> read() {
    try {
      makeFolder();
      refuseIfOpenToOthers(folder, "700");
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

  /// Appears whole or not at all, and is on the disk when this returns.
  void add(String id, SecureRandom random) {
    byte[] key = new byte[Pepper.BYTES];
    random.nextBytes(key);
    Path unfinished = folder.resolve("." + START + id + ".new");
    try {
      try (FileChannel channel =
          FileChannel.open(
              unfinished,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
        ByteBuffer rest = ByteBuffer.wrap(key);
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
        channel.force(true);
      }
      Files.move(unfinished, folder.resolve(START + id + END), StandardCopyOption.ATOMIC_MOVE);
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    } catch (IOException e) {
      throw new StartupFailure(
          "no key can be made in " + folder + ": " + e.getMessage(),
          "make the folder writable by the user that runs Warder, and check for a full disk",
          e);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private void makeFolder() throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
  }

  private static Pepper read(Path file) throws IOException {
    refuseIfOpenToOthers(file, "600");
    if (Files.size(file) != Pepper.BYTES) {
      throw new StartupFailure(
          file + " is damaged: it should hold " + Pepper.BYTES + " bytes",
          "put it back from a backup; tokens made under it are checked with it");
    }
    String name = file.getFileName().toString();
    byte[] key = Files.readAllBytes(file);
    try {
      return new Pepper(name.substring(START.length(), name.length() - END.length()), key);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private static void refuseIfOpenToOthers(Path path, String mode) throws IOException {
    String permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    if (!permissions.endsWith("------")) {
      throw new StartupFailure(
          path + " is open to other users (" + permissions + ")",
          "run: chmod " + mode + " " + path + "; if others may have read it, rotate it as well");
    }
  }
}
