package dev.warder.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `journal/checkpoints`: every checkpoint that was ever signed, one after the other, each followed
/// by an empty line.
final class CheckpointLog implements AutoCloseable {
  static final String ALL = "checkpoints";
  static final String NEWEST = "checkpoint";
  private static final String SEPARATOR = "\n";

  private final Disk.Handle file;
  private long length;

  private CheckpointLog(Disk.Handle file, long length) {
    this.file = file;
    this.length = length;
  }

  /// Cuts off what a crash left unfinished.
  static CheckpointLog open(Path journal, Disk disk) throws IOException {
    Path path = journal.resolve(ALL);
    long whole = 0;
    for (Checkpoint each : all(journal)) {
      whole += each.note().getBytes(StandardCharsets.UTF_8).length + SEPARATOR.length();
    }
    Disk.Handle file = disk.open(path);
    file.truncate(whole);
    return new CheckpointLog(file, whole);
  }

  void append(Checkpoint checkpoint) throws IOException {
    byte[] bytes = (checkpoint.note() + SEPARATOR).getBytes(StandardCharsets.UTF_8);
    Disk.writeAll(file, ByteBuffer.wrap(bytes), length);
    length += bytes.length;
  }

  static List<Checkpoint> all(Path journal) throws IOException {
    Path path = journal.resolve(ALL);
    return Files.exists(path) ? Checkpoint.all(Files.readString(path)) : new ArrayList<>();
  }

  /// What `journal/checkpoint` says.
  static Optional<Checkpoint> newest(Path journal) throws IOException {
    Path path = journal.resolve(NEWEST);
    if (Files.notExists(path)) {
      return Optional.empty();
    }
    return Optional.of(
        Checkpoint.parse(Files.readString(path))
            .orElseThrow(() -> new IllegalArgumentException(path + " is not a checkpoint")));
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
