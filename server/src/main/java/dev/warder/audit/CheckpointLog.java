package dev.warder.audit;

import java.io.IOException;
import java.io.InputStream;
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
  private static final int LOOKED_AT = 1 << 16;
  private static final char DASH = 0xE2; // the first byte of the dash that begins a signature

  private final Disk.Handle file;
  private long length;

  private CheckpointLog(Disk.Handle file, long length) {
    this.file = file;
    this.length = length;
  }

  /// Cuts off what a crash left unfinished.
  static CheckpointLog open(Path journal, Disk disk) throws IOException {
    Disk.Handle file = disk.open(journal.resolve(ALL));
    long whole = end(journal.resolve(ALL), file.size());
    file.truncate(whole);
    return new CheckpointLog(file, whole);
  }

  /// Where the last whole one ends: behind the last empty line that a signature stands before.
  private static long end(Path path, long size) throws IOException {
    long from = Math.max(0, size - LOOKED_AT);
    String text;
    try (InputStream in = Files.newInputStream(path)) {
      in.skipNBytes(from);
      text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
    int at = text.lastIndexOf("\n\n");
    while (at >= 0 && text.charAt(text.lastIndexOf('\n', at - 1) + 1) != DASH) {
      at = text.lastIndexOf("\n\n", at - 1);
    }
    return at < 0 ? 0 : from + at + 2;
  }

  void append(Checkpoint checkpoint) throws IOException {
    byte[] bytes = (checkpoint.note() + SEPARATOR).getBytes(StandardCharsets.UTF_8);
    Disk.writeAll(file, ByteBuffer.wrap(bytes), length);
    file.force();
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
