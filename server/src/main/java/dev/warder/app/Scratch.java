package dev.warder.app;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A folder that goes when its user is done. What a killed user left goes when the next one of that
/// name is made.
///
/// Whoever uses one holds the lock of a file in it, which ends with the process however that ends.
public record Scratch(Path folder, FileChannel lock) implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Scratch.class);

  /// Sorts before all others, so that it goes last.
  private static final String LOCK = ".lock";

  /// Between making a folder and locking it lie milliseconds.
  private static final Duration YOUNG = Duration.ofMinutes(1);

  public static Scratch make(String name) throws IOException {
    return make(Path.of(System.getProperty("java.io.tmpdir")), name);
  }

  static Scratch make(Path parent, String name) throws IOException {
    Path folder = Files.createTempDirectory(parent, name);
    FileChannel lock = open(folder, StandardOpenOption.CREATE_NEW);
    Scratch made = new Scratch(folder, lock);
    try {
      if (lock.tryLock() == null) {
        throw new IOException("a new file is locked: " + folder.resolve(LOCK));
      }
      sweep(parent, name, folder);
      return made;
    } catch (IOException | RuntimeException e) {
      made.close();
      throw e;
    }
  }

  private static FileChannel open(Path folder, StandardOpenOption... more) throws IOException {
    StandardOpenOption[] all =
        Stream.concat(Stream.of(StandardOpenOption.WRITE), Stream.of(more))
            .toArray(StandardOpenOption[]::new);
    return FileChannel.open(folder.resolve(LOCK), all);
  }

  /// What cannot be removed stays: somebody else may have been quicker.
  private static void sweep(Path parent, String name, Path own) throws IOException {
    Instant young = modified(own.resolve(LOCK)).minus(YOUNG);
    try (DirectoryStream<Path> all = Files.newDirectoryStream(parent, name + "*")) {
      for (Path each : all) {
        try {
          if (isOf(own, each) && modified(each.resolve(LOCK)).isBefore(young)) {
            removeUnused(each);
          }
        } catch (IOException e) {
          LOG.debug("{} stays", each, e);
        }
      }
    }
  }

  /// Whether it is a folder of the same user, with a file to lock.
  private static boolean isOf(Path own, Path other) throws IOException {
    return !other.equals(own)
        && Files.isDirectory(other, LinkOption.NOFOLLOW_LINKS)
        && Files.getOwner(other, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(own))
        && Files.isRegularFile(other.resolve(LOCK), LinkOption.NOFOLLOW_LINKS);
  }

  private static Instant modified(Path file) throws IOException {
    return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
  }

  private static void removeUnused(Path folder) throws IOException {
    try (FileChannel lock = open(folder)) {
      if (lock.tryLock() != null) {
        remove(folder);
        LOG.info("{} was left by a process that is gone, and is removed", folder);
      }
    } catch (OverlappingFileLockException e) {
      LOG.debug("{} is used by this very process", folder);
    }
  }

  /// Removes a folder with all that is in it.
  public static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  @Override
  public void close() throws IOException {
    try (lock) {
      remove(folder);
    }
  }
}
