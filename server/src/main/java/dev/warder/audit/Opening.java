package dev.warder.audit;

import dev.warder.model.Fault;
import dev.warder.model.StartupFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What has to be so before a journal's folder may be written to: nobody else writes to it, and the
/// key is the one that signed it.
final class Opening {

  private Opening() {}

  static FileChannel lock(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock held;
    try {
      held = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      held = null;
    }
    if (held == null) {
      channel.close();
      throw new StartupFailure(
          "another process writes to " + folder,
          "Stop it, or choose another folder with --data: no two services share one.");
    }
    return channel;
  }

  /// A new key could not continue what another has signed.
  static void requireKey(JournalSettings settings) {
    Path verifier = settings.data().resolve("keys").resolve("audit.pub");
    if (Files.notExists(settings.key()) && Files.exists(verifier)) {
      throw new Fault.Conflict(
          settings.key()
              + " is missing, and "
              + verifier
              + " belongs to it: put the key back from your backup. No other key can continue this"
              + " journal");
    }
  }

  static void publish(JournalSettings settings, VerifierKey key) throws IOException {
    Path file = settings.data().resolve("keys").resolve("audit.pub");
    String line = key + "\n";
    if (Files.notExists(file)) {
      Files.createDirectories(file.getParent());
      Path unfinished = file.resolveSibling(".audit.pub.new");
      Files.writeString(unfinished, line);
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } else if (!Files.readString(file).equals(line)) {
      throw new Fault.Conflict(
          file + " does not belong to the audit key and node name: put the right key back");
    }
  }

  static @Nullable Checkpoint newest(Path folder, VerifierKey key) throws IOException {
    Optional<Checkpoint> newest;
    try {
      newest = CheckpointLog.newest(folder);
    } catch (IllegalArgumentException e) {
      throw new Fault.Conflict(String.valueOf(e.getMessage()));
    }
    if (newest.isPresent() && !newest.get().isSignedBy(key)) {
      throw new Fault.Conflict(
          folder + "/checkpoint is not signed by the audit key: put the right key back");
    }
    return newest.orElse(null);
  }
}
