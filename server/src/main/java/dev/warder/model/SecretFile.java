package dev.warder.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// A file that nobody but its owner may read: a key of ours.
public final class SecretFile {
  /// What such a file is made with, by those who write it themselves.
  public static final FileAttribute<Set<PosixFilePermission>> OWNER_ALONE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private static final FileAttribute<Set<PosixFilePermission>> FOLDER_OF_OWNER_ALONE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private SecretFile() {}

  /// Appears whole or not at all, and is on the disk when this returns: half a key would stop every
  /// later start. What stood there is replaced.
  public static void write(Path file, byte[] content) throws IOException {
    Path folder = file.toAbsolutePath().resolve("..").normalize();
    Files.createDirectories(folder, FOLDER_OF_OWNER_ALONE);
    Path unfinished = folder.resolve("." + file.getFileName() + ".new");
    Files.deleteIfExists(unfinished);
    Set<StandardOpenOption> fresh = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel channel = FileChannel.open(unfinished, fresh, OWNER_ALONE)) {
      ByteBuffer rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
      names.force(true);
    }
  }

  /// @param onceRead what to do if others have read it
  /// @throws StartupFailure where others may read or write it
  public static byte[] read(Path file, String onceRead) throws IOException {
    refuseIfOpenToOthers(file, "600", onceRead);
    return Files.readAllBytes(file);
  }

  /// @param mode the one to give it, in octal
  /// @param onceRead what to do if others have read it
  /// @throws StartupFailure where others may read or write this file or folder
  public static void refuseIfOpenToOthers(Path path, String mode, String onceRead)
      throws IOException {
    String permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    if (!permissions.endsWith("------")) {
      throw new StartupFailure(
          path + " is open to other users (" + permissions + ")",
          "run: chmod " + mode + " " + path + "; if others may have read it, " + onceRead);
    }
  }
}
