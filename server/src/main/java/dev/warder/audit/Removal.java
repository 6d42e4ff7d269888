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
import java.util.List;

/// What compressing and removing segments does to the files. Whatever it makes is on the disk
/// before anything is deleted.
final class Removal {

  private static final int CHUNK = 4096;
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
        byte[] leaf = sha.leaf(line);
        boolean follows = Link.endsWith(line, 0, line.length, Link.to(prev));
        if (seq >= end || !follows || !Arrays.equals(leaf, written.next())) {
          throw new IOException("record " + seq + " is not the one that was written");
        }
        prev = sha.of(line);
        subtree.add(sha, leaf);
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
    boolean any = false;
    for (Segment segment : Segment.list(journal)) {
      if (segment.first() < first) {
        Files.deleteIfExists(segment.file());
        Files.deleteIfExists(segment.packed().file());
        any = true;
      }
    }
    if (any) {
      blank(first);
    }
  }

  private void blank(long until) throws IOException {
    try (IndexFile index = IndexFile.open(journal);
        Disk.Handle file = disk.open(journal.resolve(IndexFile.NAME))) {
      for (long seq = 0; seq < until; seq += CHUNK) {
        int count = (int) Math.min(CHUNK, until - seq);
        ByteBuffer entries = index.read(seq, count);
        ByteBuffer blank = ByteBuffer.allocate(count * IndexEntry.BYTES);
        for (int i = 0; i < count; i++) {
          IndexEntry entry = IndexEntry.get(entries);
          IndexEntry gone = IndexEntry.gone(entry.label().time());
          new IndexEntry(entry.leaf(), 0, gone.label()).put(blank);
        }
        Disk.writeAll(file, blank.flip(), IndexFile.position(seq));
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
