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
import java.util.List;
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
    Path verifier = published(settings);
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
    Path file = published(settings);
    if (Files.notExists(file)) {
      publish(file, new VerifierKeys(List.of(key)));
      return;
    }
    VerifierKeys keys = keys(file);
    if (keys.now().equals(key)) {
      return;
    }
    Checkpoint newest = newest(settings.journal(), key);
    if (newest == null || !newest.isSignedBy(keys.now())) {
      throw new Fault.Conflict(
          file + " does not belong to the audit key and node name: put the right key back");
    }
    publish(file, keys.after(key)); // the key was replaced, and that was interrupted here
  }

  static Path published(JournalSettings settings) {
    return settings.data().resolve("keys").resolve("audit.pub");
  }

  static VerifierKeys keys(Path file) throws IOException {
    return VerifierKeys.parse(Files.readString(file))
        .orElseThrow(() -> new Fault.Conflict(file + " is not a verifier key: put it back"));
  }

  static void publish(Path file, VerifierKeys keys) throws IOException {
    Files.createDirectories(file.getParent());
    Path unfinished = file.resolveSibling(".audit.pub.new");
    Files.writeString(unfinished, keys.text());
    Files.move(
        unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
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
