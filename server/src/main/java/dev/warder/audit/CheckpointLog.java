package dev.warder.audit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `journal/checkpoints`: checkpoints that were signed, one after the other, each followed by an
/// empty line.
///
/// A year of one each second would be gigabytes that say little: when the file has grown, of the
/// older ones only those stay that stand at the end of a segment, or at which the key was changed.
final class CheckpointLog implements AutoCloseable {
  static final String ALL = "checkpoints";
  static final String NEWEST = "checkpoint";
  private static final String SEPARATOR = "\n";
  private static final int LOOKED_AT = 1 << 16;
  private static final char DASH = 0xE2; // the first byte of the dash that begins a signature
  private static final long GROWTH = 1 << 20;
  private static final int KEPT = 1_000;

  private final Path journal;
  private final Disk disk;
  private final long growth;
  private final int kept;
  private Disk.Handle file;
  private long length;
  private long thinned;

  private CheckpointLog(Path journal, Disk disk, long growth, int kept) throws IOException {
    this.journal = journal;
    this.disk = disk;
    this.growth = growth;
    this.kept = kept;
    this.file = disk.open(journal.resolve(ALL));
    this.length = end(journal.resolve(ALL), file.size());
    file.truncate(length);
  }

  /// Cuts off what a crash left unfinished.
  static CheckpointLog open(Path journal, Disk disk) throws IOException {
    return open(journal, disk, GROWTH, KEPT);
  }

  /// @param growth in bytes, after which older ones are thinned out
  /// @param kept how many of the newest stay in any case
  static CheckpointLog open(Path journal, Disk disk, long growth, int kept) throws IOException {
    return new CheckpointLog(journal, disk, growth, kept);
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
    if (length - thinned > growth) {
      thin();
    }
    byte[] bytes = (checkpoint.note() + SEPARATOR).getBytes(StandardCharsets.UTF_8);
    Disk.writeAll(file, ByteBuffer.wrap(bytes), length);
    file.force();
    length += bytes.length;
  }

  private void thin() throws IOException {
    List<Checkpoint> all = all(journal);
    Set<Long> ends = ends();
    StringBuilder notes = new StringBuilder();
    for (int i = 0; i < all.size(); i++) {
      Checkpoint each = all.get(i);
      boolean recent = i >= all.size() - kept;
      if (recent || ends.contains(each.size()) || each.signatures() > 1) {
        notes.append(each.note()).append(SEPARATOR);
      }
    }
    replace(ALL, notes.toString());
    file.close();
    file = disk.open(journal.resolve(ALL));
    length = file.size();
    thinned = length;
  }

  private Set<Long> ends() throws IOException {
    Holdings holdings = Holdings.of(journal);
    Set<Long> ends = new HashSet<>();
    holdings.segments().forEach(segment -> ends.add(segment.first()));
    holdings.retired().parts().forEach(part -> ends.add(part.end()));
    return ends;
  }

  /// Makes it the newest.
  void publish(Checkpoint checkpoint) throws IOException {
    replace(NEWEST, checkpoint.note());
  }

  private void replace(String name, String text) throws IOException {
    Path fresh = journal.resolve(name + ".new");
    try (Disk.Handle next = disk.open(fresh)) {
      next.truncate(0);
      Disk.writeAll(next, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
      next.force();
    }
    Files.move(
        fresh,
        journal.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    disk.forceFolder(journal);
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
