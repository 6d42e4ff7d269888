package dev.warder.audit;

import dev.warder.model.Fault;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// Finds out at start where the journal stands, and mends what a crash may leave.
///
/// What the newest checkpoint signs is taken from the index if that gives the signed root. All from
/// the segment on in which the checkpoint lies is read again: its signed lines are hashed, and must
/// be those of the index; the others are read as if there were no index. An unfinished last line is
/// cut off. A complete line never is: where the lines contradict each other or the checkpoint, we
/// refuse.
final class Recovery {
  private static final int CHUNK = 4096;

  /// Where the journal stands.
  ///
  /// @param prev hash of the last line
  /// @param bytes of the segment that is being written
  /// @param lastTime the latest time so far, milliseconds
  /// @param cut bytes of an unfinished line that were cut off
  record State(
      Frontier frontier, byte[] prev, Segment segment, long bytes, long lastTime, long cut) {}

  /// The files do not say what was signed, or not in order.
  private static final class Contradiction extends Exception {
    private static final long serialVersionUID = 1L;

    Contradiction(String message) {
      super(message);
    }
  }

  private final Path journal;
  private final Disk disk;
  private final @Nullable Checkpoint signed;
  private final Sha256 sha = new Sha256();
  private Retired retired = Retired.NOTHING;
  private Frontier frontier = new Frontier();
  private byte[] prev = Link.NO_LINE;
  private long lastTime;

  Recovery(Path journal, Disk disk, @Nullable Checkpoint signed) {
    this.journal = journal;
    this.disk = disk;
    this.signed = signed;
  }

  State recover() throws IOException {
    List<Segment> segments;
    try {
      Holdings holdings = Holdings.of(journal);
      segments = holdings.segments();
      retired = holdings.retired();
    } catch (IllegalArgumentException e) {
      throw refusal(String.valueOf(e.getMessage()));
    }
    if (!segments.isEmpty() && segments.getLast().isPacked()) {
      throw refusal("its newest segment is compressed");
    }
    int unsigned = segments.isEmpty() ? 0 : firstUnsigned(segments);
    try {
      return recover(segments, unsigned, true);
    } catch (Contradiction | EOFException | NoSuchFileException | ZipException newestOfIndex) {
      // a power failure may have taken the index's end
    }
    try {
      return recover(segments, unsigned, false);
    } catch (Contradiction | EOFException | NoSuchFileException | ZipException withIndex) {
      // the lines may still agree
    }
    try {
      return recover(segments, 0, false);
    } catch (Contradiction | EOFException | ZipException e) {
      throw refusal(String.valueOf(e.getMessage()));
    }
  }

  /// An index without its segment would be taken for a part of another's.
  private void tidyIndex(List<Segment> segments) throws IOException {
    Files.deleteIfExists(journal.resolve("index")); // of all segments together, until 2026-11
    List<Long> known = segments.stream().map(Segment::first).toList();
    for (long first : IndexFile.firsts(journal)) {
      if (first >= retired.size() && !known.contains(first)) {
        Files.delete(Segment.in(journal, first).index());
      }
    }
  }

  private Fault refusal(String why) {
    return new Fault.Conflict(
        journal
            + " cannot be continued: "
            + why
            + ". Run `warder audit verify "
            + journal
            + "` to see what was changed, and restore the folder or start with another --data");
  }

  private int firstUnsigned(List<Segment> segments) {
    long size = signed == null ? 0 : signed.size();
    return Math.max(0, Segment.holding(segments, Math.max(0, size - 1)));
  }

  /// @param from the first segment to read again
  /// @param known whether the index is asked for what of it was signed
  private State recover(List<Segment> segments, int from, boolean known)
      throws IOException, Contradiction {
    frontier = retired.frontier(sha);
    prev = retired.prev();
    lastTime = retired.time();
    if (signed != null && signed.size() < frontier.size()) {
      throw new Contradiction("more was removed by retention than was signed");
    }
    compareWithSigned();
    if (from > 0) {
      trustIndex(segments, from);
    }
    long bytes = 0;
    long cut = 0;
    for (Segment segment : segments.subList(from, segments.size())) {
      boolean last = segment.equals(segments.getLast());
      if (segment.first() != frontier.size()) {
        throw new Contradiction(segment.name() + " should begin with record " + frontier.size());
      }
      try (Lines lines = segment.lines(0)) {
        if (known && signed != null && frontier.size() < signed.size()) {
          skipSigned(lines, signed.size());
        }
        read(segment, lines);
        bytes = lines.offset();
        cut = lines.unfinished();
      }
      if (!last && (signed == null || frontier.size() > signed.size())) {
        force(segment); // before anything signs it
      }
      if (cut > 0 && !last) {
        throw new Contradiction(segment.name() + " ends in an unfinished line");
      }
    }
    if (signed != null && frontier.size() < signed.size()) {
      throw new Contradiction(
          "it has " + frontier.size() + " records, and " + signed.size() + " were signed");
    }
    Segment current =
        segments.isEmpty() ? Segment.in(journal, frontier.size()) : segments.getLast();
    cutOff(current, bytes, cut);
    tidyIndex(segments);
    return new State(frontier, prev, current, bytes, lastTime, cut);
  }

  private void trustIndex(List<Segment> segments, int from) throws IOException, Contradiction {
    long until = segments.get(from).first();
    try (IndexFile index = IndexFile.open(journal)) {
      if (index.end(retired.size()) < until) {
        throw new Contradiction("the index is too short");
      }
      if (until > retired.size()) {
        Subtrees.add(index, until, frontier);
        IndexEntry last = IndexEntry.get(index.read(until - 1, 1));
        lastTime = last.label().time();
        prev = lastLine(segments.get(from - 1), last);
      }
    }
  }

  private byte[] lastLine(Segment segment, IndexEntry entry) throws IOException, Contradiction {
    try (Lines lines = segment.lines(entry.offset())) {
      boolean there = lines.next();
      Sha256.OfLine hashes = sha.line(lines.buffer(), lines.from(), lines.length());
      if (!there || !Arrays.equals(hashes.leaf(), entry.leaf()) || lines.next()) {
        throw new Contradiction("the index does not fit " + segment.name());
      }
      return hashes.plain();
    }
  }

  /// Goes through the lines up to record `until`, which are those that the index holds, or else it
  /// is no help. What a line says was looked at when it was written.
  private void skipSigned(Lines lines, long until) throws IOException, Contradiction {
    try (IndexFile index = IndexFile.open(journal)) {
      if (index.end(frontier.size()) < until) {
        throw new Contradiction("the index is too short");
      }
      ByteBuffer entries = ByteBuffer.allocate(0);
      for (long seq = frontier.size(); seq < until; seq++) {
        if (!entries.hasRemaining()) {
          entries = index.read(seq, (int) Math.min(CHUNK, until - seq));
        }
        IndexEntry entry = IndexEntry.get(entries);
        if (!lines.next()
            || lines.offset() != entry.offset()
            || !Arrays.equals(
                sha.leaf(lines.buffer(), lines.from(), lines.length()), entry.leaf())) {
          throw new Contradiction("the index does not fit record " + seq);
        }
        add(entry.leaf());
        lastTime = entry.label().time();
      }
      prev = sha.of(lines.copy());
    }
  }

  private void read(Segment segment, Lines lines) throws IOException, Contradiction {
    long known = frontier.size() - segment.first();
    try (Disk.Handle index = IndexFile.write(disk, segment, known)) {
      read(segment, lines, index);
    }
  }

  private void read(Segment segment, Lines lines, Disk.Handle index)
      throws IOException, Contradiction {
    ByteBuffer entries = ByteBuffer.allocate(CHUNK * IndexEntry.BYTES);
    long written = frontier.size();
    while (lines.next()) {
      byte[] line = lines.copy();
      long seq = frontier.size();
      byte[] start = Link.start(seq);
      boolean inOrder =
          Link.startsWith(line, 0, line.length, start)
              && Link.endsWith(line, 0, line.length, Link.to(prev));
      if (!inOrder) {
        throw new Contradiction("record " + seq + " does not follow from the one before");
      }
      Sha256.OfLine hashes = sha.line(line);
      new IndexEntry(hashes.leaf(), lines.offset(), label(line, seq)).put(entries);
      prev = hashes.plain();
      add(hashes.leaf());
      if (!entries.hasRemaining()) {
        Disk.writeAll(index, entries.flip(), IndexFile.position(written - segment.first()));
        entries.clear();
        written = frontier.size();
      }
    }
    Disk.writeAll(index, entries.flip(), IndexFile.position(written - segment.first()));
    if (lines.damaged()) {
      throw new Contradiction(segment.name() + " cannot be unpacked");
    }
  }

  private Label label(byte[] line, long seq) throws Contradiction {
    try {
      Label label = Entry.parse(line).label();
      lastTime = Math.max(lastTime, label.time());
      return label.at(lastTime);
    } catch (IllegalArgumentException | java.time.DateTimeException e) {
      throw new Contradiction("record " + seq + " cannot be read");
    }
  }

  private void add(byte[] leaf) throws Contradiction {
    frontier.add(sha, leaf);
    compareWithSigned();
  }

  private void compareWithSigned() throws Contradiction {
    if (signed == null || frontier.size() != signed.size()) {
      return;
    }
    if (!Arrays.equals(frontier.root(sha), signed.root())) {
      throw new Contradiction("the first " + signed.size() + " records are not those signed");
    }
  }

  private void force(Segment segment) throws IOException {
    try (Disk.Handle handle = disk.open(segment.file())) {
      handle.force();
    }
  }

  private void cutOff(Segment segment, long bytes, long cut) throws IOException {
    if (cut > 0) {
      try (Disk.Handle handle = disk.open(segment.file())) {
        handle.truncate(bytes);
        handle.force();
      }
    }
  }
}
