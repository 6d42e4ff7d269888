package dev.warder.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What can be told of a data folder from the outside.
final class FolderChecks {
  private static final long LOW = 1_000_000_000;
  private static final long TOO_LOW = 100_000_000;
  private static final Duration TOLERANCE = Duration.ofMinutes(2);
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.complementOf(
          EnumSet.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE));

  private final Path data;

  FolderChecks(Path data) {
    this.data = data;
  }

  List<Finding> all(Instant now) throws IOException {
    if (!Files.exists(data)) {
      return List.of(
          Finding.warn("data", data + " does not exist yet", "The first ./warder serve makes it."),
          disk());
    }
    List<Finding> findings = new ArrayList<>();
    findings.add(folder());
    findings.add(disk());
    findings.add(keys());
    findings.add(secrets());
    findings.add(clock(now));
    return findings;
  }

  private Finding folder() throws IOException {
    if (!Files.isDirectory(data)) {
      return Finding.fail("data", data + " is not a folder", "Name a folder with --data.");
    }
    if (!Files.isReadable(data) || !Files.isWritable(data)) {
      return Finding.fail(
          "data", data + " is not readable and writable by you", "Check its owner and mode.");
    }
    return isOpen(data)
        ? Finding.fail("data", data + " is open to other users", "chmod 700 " + data)
        : Finding.ok("data", data.toString());
  }

  private Finding disk() throws IOException {
    Path existing = data.toAbsolutePath();
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    long free = Files.getFileStore(existing).getUsableSpace();
    String text = free / 1_000_000 + " MB free";
    if (free < TOO_LOW) {
      return Finding.fail("disk", text, "Make room: a call that cannot be recorded is denied.");
    }
    return free < LOW
        ? Finding.warn(
            "disk",
            text,
            "Make room, or let audit.retention keep less: a call that cannot be recorded is"
                + " denied.")
        : Finding.ok("disk", text);
  }

  private Finding keys() throws IOException {
    Path keys = data.resolve("keys");
    if (!Files.isDirectory(keys)) {
      return Finding.warn("keys", "there are none yet", "The first ./warder serve makes them.");
    }
    List<Path> peppers = files(keys).stream().filter(FolderChecks::isPepper).toList();
    if (peppers.isEmpty()) {
      return Finding.fail(
          "keys",
          "the pepper is gone: no token can be recognised",
          "Restore keys/pepper-*.key from a backup.");
    }
    if (!Files.exists(keys.resolve("audit.key"))) {
      return Finding.warn(
          "keys", "keys/audit.key is missing", "Right if audit.key names another file.");
    }
    return Finding.ok("keys", peppers.size() + " pepper key(s) and the audit key");
  }

  private static boolean isPepper(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.startsWith("pepper-") && name.endsWith(".key");
  }

  private Finding secrets() throws IOException {
    List<Path> open = new ArrayList<>();
    List<Path> secrets = new ArrayList<>(files(data.resolve("keys")));
    secrets.add(data.resolve("admin.token"));
    secrets.add(data.resolve("warder.db"));
    for (Path file : secrets) {
      if (Files.exists(file) && !file.toString().endsWith(".pub") && isOpen(file)) {
        open.add(data.relativize(file));
      }
    }
    if (open.isEmpty()) {
      return Finding.ok("permissions", "secrets are readable by their owner alone");
    }
    List<String> names = open.stream().map(Path::toString).toList();
    String text = "open to other users: " + String.join(", ", names);
    return Finding.fail("permissions", text, "chmod 600 those files; rotate what was exposed.");
  }

  private Finding clock(Instant now) throws IOException {
    Instant newest = Instant.EPOCH;
    for (Path file : files(data.resolve("journal"))) {
      Instant changed = Files.getLastModifiedTime(file).toInstant();
      newest = changed.isAfter(newest) ? changed : newest;
    }
    if (newest.isAfter(now.plus(TOLERANCE))) {
      return Finding.fail(
          "clock",
          "the clock says " + now + ", but the journal was written at " + newest,
          "Set the clock; run a time service such as chrony.");
    }
    return Finding.ok("clock", now.toString());
  }

  private static boolean isOpen(Path path) throws IOException {
    if (!Files.getFileStore(path).supportsFileAttributeView("posix")) {
      return false;
    }
    Set<PosixFilePermission> mode = new HashSet<>(Files.getPosixFilePermissions(path));
    mode.retainAll(OTHERS);
    return !mode.isEmpty();
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
