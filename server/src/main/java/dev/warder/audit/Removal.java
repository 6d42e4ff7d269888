package dev.warder.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What compressing and removing segments does to the files. Whatever it makes is on the disk
/// before anything is deleted.
final class Removal {

  private static final int CHUNK = 4096;
  private static final byte[] NO_LABEL = new byte[IndexEntry.BYTES - Sha256.LENGTH];
  private static final int COMPARED = 1 << 20;

  private final Path journal;
  private final Disk disk;
  private final Sha256 sha = new Sha256();

  Removal(Path journal, Disk disk) {
    this.journal = journal;
    this.disk = disk;
  }

  /// Writes the packed form, and reads it back before it says that it is there.
  static void pack(Segment segment, Path to, Disk disk) throws IOException {
    Leisure leisure = new Leisure();
    try (InputStream in = Files.newInputStream(segment.file());
        Disk.Handle file = disk.open(to)) {
      Packing.pack(in, Files.size(segment.file()), new Appending(file), leisure);
      file.force();
    }
    try (InputStream plain = Files.newInputStream(segment.file());
        InputStream packed = Packing.open(to, 0)) {
      byte[] wanted = plain.readNBytes(COMPARED);
      while (wanted.length > 0) {
        if (!Arrays.equals(wanted, packed.readNBytes(COMPARED))) {
          throw new IOException(to + " does not unpack to what was packed");
        }
        leisure.pause();
        wanted = plain.readNBytes(COMPARED);
      }
    }
  }

  /// The number behind a closed segment's last record.
  long end(Holdings holdings, Segment segment) {
    List<Segment> segments = holdings.segments();
    int at = Segment.holding(segments, segment.first());
    return segments.get(at + 1).first();
  }

  /// When the record came, as the index has it.
  long time(long seq) throws IOException {
    try (IndexFile index = IndexFile.open(journal)) {
      return IndexEntry.get(index.read(seq, 1)).label().time();
    }
  }

  /// What will stand for the segment.
  ///
  /// @throws IOException where its lines are not those that were written
  Retired.Part part(Segment segment, byte[] before, long end) throws IOException {
    long first = segment.first();
    byte[] prev = before;
    List<Integer> levels = Retired.levels(first, end - first);
    List<byte[]> roots = new ArrayList<>();
    Frontier subtree = new Frontier();
    long seq = first;
    try (Lines lines = segment.lines(0);
        Leaves written = Leaves.open(journal, first, end)) {
      while (lines.next()) {
        byte[] line = lines.copy();
        Sha256.OfLine hashes = sha.line(line);
        boolean follows = Link.endsWith(line, 0, line.length, Link.to(prev));
        if (seq >= end || !follows || !Arrays.equals(hashes.leaf(), written.next())) {
          throw new IOException("record " + seq + " is not the one that was written");
        }
        prev = hashes.plain();
        subtree.add(sha, hashes.leaf());
        if (subtree.size() == 1L << levels.get(roots.size())) {
          roots.add(subtree.root(sha));
          subtree = new Frontier();
        }
        seq++;
      }
    }
    if (seq != end) {
      throw new IOException(segment.name() + " lacks record " + seq);
    }
    return new Retired.Part(first, end - first, roots, prev, time(end - 1));
  }

  void remove(Retired retired) throws IOException {
    Path fresh = journal.resolve(Retired.NAME + ".new");
    try (Disk.Handle file = disk.open(fresh)) {
      file.truncate(0);
      byte[] text = retired.text().getBytes(StandardCharsets.US_ASCII);
      Disk.writeAll(file, ByteBuffer.wrap(text), 0);
      file.force();
    }
    Files.move(
        fresh,
        journal.resolve(Retired.NAME),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    disk.forceFolder(journal);
    sweep(retired.size());
  }

  /// Deletes what stands before record `first`, and what the index knows of it but for its leaves.
  void sweep(long first) throws IOException {
    for (Segment segment : Segment.list(journal)) {
      if (segment.first() < first) {
        blank(segment);
        Files.deleteIfExists(segment.file());
        Files.deleteIfExists(segment.packed().file());
      }
    }
  }

  private void blank(Segment segment) throws IOException {
    if (Files.notExists(segment.index())) {
      return;
    }
    long records = Files.size(segment.index()) / IndexEntry.BYTES - 1;
    try (IndexFile index = IndexFile.open(journal);
        Disk.Handle file = disk.open(segment.index())) {
      for (long at = 0; at < records; at += CHUNK) {
        int count = (int) Math.min(CHUNK, records - at);
        ByteBuffer entries = index.read(segment.first() + at, count);
        for (int i = 0; i < count; i++) {
          entries.put(i * IndexEntry.BYTES + Sha256.LENGTH, NO_LABEL);
        }
        Disk.writeAll(file, entries, IndexFile.position(at));
      }
      file.force();
    }
  }

  /// Lets go of the oldest leaves of removed records, until their files take no more than `most`
  /// bytes and are of parts that end at `since` or later.
  void forgetLeaves(Retired retired, long most, long since) throws IOException {
    List<Long> oldest = IndexFile.firsts(journal);
    Map<Long, Long> ends = new HashMap<>();
    retired.parts().forEach(part -> ends.put(part.first(), part.time()));
    long bytes = 0;
    for (long first : oldest.reversed()) {
      if (first < retired.size()) {
        Path index = Segment.in(journal, first).index();
        bytes += Files.size(index);
        if (bytes > most || ends.getOrDefault(first, Long.MIN_VALUE) < since) {
          Files.delete(index);
        }
      }
    }
  }

  /// Lets a stream be written through the layer that tests can make fail.
  private static final class Appending extends OutputStream {

    private final Disk.Handle file;
    private long at;

    Appending(Disk.Handle file) {
      this.file = file;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      Disk.writeAll(file, ByteBuffer.wrap(bytes, from, length), at);
      at += length;
    }
  }
}
