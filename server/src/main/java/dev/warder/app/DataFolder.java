package dev.warder.app;

import dev.warder.model.StartupFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// The folder that holds everything the service keeps, open to its owner alone.
///
/// @param path the folder itself
record DataFolder(Path path) {
  static DataFolder prepare(Path path) {
    DataFolder folder = new DataFolder(path);
    try {
      for (Path each : List.of(path, folder.keys(), folder.profiles(), folder.intel())) {
        Files.createDirectories(
            each,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
    } catch (IOException e) {
      throw new StartupFailure(
          path + " cannot be made or written",
          "Choose another folder with --data, or check its owner, its mode and the disk.",
          e);
    }
    return folder;
  }

  Path keys() {
    return path.resolve("keys");
  }

  Path profiles() {
    return path.resolve("profiles");
  }

  Path intel() {
    return path.resolve("intel");
  }

  Path database() {
    return path.resolve("warder.db");
  }

  Path searchIndex() {
    return path.resolve("audit-index.db");
  }

  Path forwarding() {
    return path.resolve("forward");
  }

  Path adminToken() {
    return path.resolve("admin.token");
  }
}
