package dev.warder.store.sqlite;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// A database file that is for its owner alone. SQLite gives its companion files (`-wal`, `-shm`)
/// the mode and the owner of the database.
final class PrivateFile {
  private static final Set<PosixFilePermission> MODE = PosixFilePermissions.fromString("rw-------");

  private PrivateFile() {}

  /// Makes the file where it is missing: it belongs to whom the folder belongs, so that a command
  /// that the administrator runs does not shut out the service.
  static void create(Path file) throws IOException {
    try {
      Files.createFile(file, PosixFilePermissions.asFileAttribute(MODE));
    } catch (FileAlreadyExistsException e) {
      Files.setPosixFilePermissions(file, MODE);
      return;
    }
    Path folder = file.getParent();
    if (folder != null && !Files.getOwner(folder).equals(Files.getOwner(file))) {
      Files.setOwner(file, Files.getOwner(folder));
    }
  }
}
