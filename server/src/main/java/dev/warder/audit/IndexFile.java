package dev.warder.audit;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// Reads the index: beside each segment one file, `NNNNNNNNNNNNNNNNNNNN.index`, with 64 bytes of
/// heading, then 64 for each record. Never the truth: it can be made again from the segments, and
/// whoever uses it checks what it finds.
///
/// Those of removed segments may stay for a while, for the proofs of their records.
final class IndexFile implements Closeable {
  static final String SUFFIX = ".index";
  private static final byte[] HEADING =
      Arrays.copyOf(
          "warder journal index 2\n".getBytes(StandardCharsets.US_ASCII), IndexEntry.BYTES);
  private static final int OPEN = 16;

  private final Path journal;

  /// Where each of the files begins, ascending.
  private long[] firsts = {};

  /// Those that were read last, the longest unused first.
  private final Map<Long, FileChannel> channels = new LinkedHashMap<>(OPEN, 0.75f, true);

  /// Knows no file before the first `list`.
  IndexFile(Path journal) {
    this.journal = journal;
  }

  /// Also where there is none yet.
  static IndexFile open(Path journal) throws IOException {
    IndexFile index = new IndexFile(journal);
    index.list();
    return index;
  }

  /// Opens that of a segment for writing, with the first `records` entries that it has.
  static Disk.Handle write(Disk disk, Segment segment, long records) throws IOException {
    Disk.Handle index = disk.open(segment.index());
    try {
      Disk.writeAll(index, ByteBuffer.wrap(HEADING), 0);
      index.truncate(position(records));
      return index;
    } catch (IOException | RuntimeException e) {
      index.close();
      throw e;
    }
  }

  /// Where the entry stands of the record that is the `number`th of its segment, from 0.
  static long position(long number) {
    return (number + 1) * IndexEntry.BYTES;
  }

  /// Where the files begin that are in the folder, ascending.
  static List<Long> firsts(Path journal) throws IOException {
    try (Stream<Path> files = Files.list(journal)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("0[0-9]{19}\\" + SUFFIX))
          .map(name -> Long.parseLong(name.substring(0, 20)))
          .sorted()
          .toList();
    }
  }

  /// Takes in which files there are now.
  void list() throws IOException {
    firsts = firsts(journal).stream().mapToLong(Long::longValue).toArray();
  }

  /// Whether there is a file that begins with this record.
  boolean has(long first) {
    return Arrays.binarySearch(firsts, first) >= 0;
  }

  /// The first record from `from` on that has no entry.
  long end(long from) throws IOException {
    long at = from;
    for (int file = holding(at); file >= 0 && file < firsts.length; file++) {
      long end = end(file);
      if (firsts[file] > at || end <= at) {
        break;
      }
      at = end;
    }
    return at;
  }

  /// The first record of the oldest file.
  OptionalLong begin() {
    return Arrays.stream(firsts).findFirst();
  }

  /// The file in which the entry of `seq` would stand; -1 where it is older than all.
  private int holding(long seq) {
    int at = Arrays.binarySearch(firsts, seq);
    return at >= 0 ? at : -at - 2;
  }

  /// Behind the last entry; where it begins if it is no index of this form.
  private long end(int file) throws IOException {
    FileChannel channel;
    try {
      channel = channel(file);
    } catch (NoSuchFileException e) {
      return firsts[file]; // somebody took it away
    }
    long entries = channel.size() / IndexEntry.BYTES - 1;
    ByteBuffer start = ByteBuffer.allocate(IndexEntry.BYTES);
    if (entries > 0) {
      read(channel, start, 0);
    }
    boolean whole = Arrays.equals(start.array(), HEADING);
    long end = firsts[file] + (whole ? entries : 0);
    return file + 1 < firsts.length ? Math.min(end, firsts[file + 1]) : end;
  }

  /// The entries from `seq` on, ready to be taken with `IndexEntry.get`.
  ByteBuffer read(long seq, int count) throws IOException {
    ByteBuffer entries = ByteBuffer.allocate(count * IndexEntry.BYTES);
    long at = seq;
    while (entries.hasRemaining()) {
      int file = holding(at);
      if (file < 0) {
        throw new EOFException("the index begins behind record " + at);
      }
      long behind = file + 1 < firsts.length ? firsts[file + 1] : Long.MAX_VALUE;
      int here = (int) Math.min(behind - at, entries.remaining() / IndexEntry.BYTES);
      ByteBuffer part = entries.slice(entries.position(), here * IndexEntry.BYTES);
      read(channel(file), part, position(at - firsts[file]));
      entries.position(entries.position() + here * IndexEntry.BYTES);
      at += here;
    }
    return entries.flip();
  }

  private FileChannel channel(int file) throws IOException {
    FileChannel known = channels.get(firsts[file]);
    if (known != null) {
      return known;
    }
    Path path = Segment.in(journal, firsts[file]).index();
    FileChannel opened = FileChannel.open(path, StandardOpenOption.READ);
    channels.put(firsts[file], opened);
    if (channels.size() > OPEN) {
      var longestUnused = channels.entrySet().iterator();
      longestUnused.next().getValue().close();
      longestUnused.remove();
    }
    return opened;
  }

  private static void read(FileChannel channel, ByteBuffer into, long position) throws IOException {
    long at = position;
    while (into.hasRemaining()) {
      int read = channel.read(into, at);
      if (read < 0) {
        throw new EOFException("the index is shorter than it was");
      }
      at += read;
    }
  }

  @Override
  public void close() throws IOException {
    for (FileChannel each : channels.values()) {
      each.close();
    }
    channels.clear();
  }
}
