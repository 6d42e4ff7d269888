package dev.warder.audit;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// A journal in large pieces of whole lines, oldest first, for who reads all of it on several
/// threads. May run beside a live service: it sees what was there when it came by, and ignores an
/// unfinished last line. For one thread; the blocks are for any.
public final class JournalBlocks implements Closeable {
  /// Lines that follow each other. Whoever has read them may give the block back.
  ///
  /// @param bytes of which the first `length` count, each line with its newline
  public record Block(byte[] bytes, int length) {
    public void forEachLine(LineVisitor visitor) {
      int from = 0;
      for (int at = 0; at < length; at++) {
        if (bytes[at] == '\n') {
          visitor.line(bytes, from, at);
          from = at + 1;
        }
      }
    }
  }

  /// Sees a line that stands from `from` to `to`, without its newline.
  public interface LineVisitor {
    void line(byte[] bytes, int from, int to);
  }

  private static final int SIZE = 1 << 20;
  private static final int MOST_FREE = 64;
  private static final int LONGEST = 4 * Encoder.LONGEST;

  private final List<Segment> segments;
  private final Optional<Checkpoint> checkpoint;
  private int segment;
  private @Nullable InputStream in;
  private byte[] rest = {};

  /// Of blocks that were given back: new ones are cleared first, and outlive a collection.
  private final BlockingQueue<byte[]> free = new ArrayBlockingQueue<>(MOST_FREE);

  private JournalBlocks(Path journal, @Nullable Instant since) throws IOException {
    // The checkpoint comes first: what it signed is then there to be read.
    this.checkpoint = CheckpointLog.newest(journal);
    this.segments = Segment.list(journal);
    this.segment = since == null ? 0 : firstSince(since);
  }

  /// @param folder the data folder or the journal in it
  /// @param since leaves out segments whose records are all older; absent to read all
  public static JournalBlocks open(Path folder, @Nullable Instant since) throws IOException {
    return new JournalBlocks(JournalReader.folder(folder), since);
  }

  /// The newest checkpoint when this was opened; its signature is not looked at.
  public Optional<Checkpoint> checkpoint() {
    return checkpoint;
  }

  /// Bytes of all segments that are read, as they lie on the disk.
  public long size() throws IOException {
    long size = 0;
    for (Segment each : segments.subList(segment, segments.size())) {
      size += Files.size(each.file());
    }
    return size;
  }

  /// The last segment that begins before that time.
  private int firstSince(Instant since) throws IOException {
    int at = segments.size() - 1;
    while (at > 0 && !beginsBefore(segments.get(at), since)) {
      at--;
    }
    return Math.max(at, 0);
  }

  private static boolean beginsBefore(Segment segment, Instant since) throws IOException {
    try (Lines lines = segment.lines(0)) {
      return lines.next() && Entry.parse(lines.copy()).time().isBefore(since);
    } catch (IllegalArgumentException e) {
      return true;
    }
  }

  /// Absent behind the last line.
  public @Nullable Block next() throws IOException {
    while (true) {
      InputStream now = in == null ? open() : in;
      if (now == null) {
        return null;
      }
      in = now;
      Block block = read(now);
      if (block != null) {
        return block;
      }
      close();
    }
  }

  private @Nullable InputStream open() throws IOException {
    if (segment >= segments.size()) {
      return null;
    }
    Segment next = segments.get(segment++);
    rest = new byte[0];
    InputStream file = Files.newInputStream(next.file());
    try {
      return next.isPacked() ? new GZIPInputStream(file, 1 << 16) : file;
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  private @Nullable Block read(InputStream from) throws IOException {
    byte[] bytes = space(Math.max(SIZE, 2 * rest.length));
    System.arraycopy(rest, 0, bytes, 0, rest.length);
    int read = from.readNBytes(bytes, rest.length, bytes.length - rest.length);
    int end = rest.length + read;
    int whole = end;
    while (whole > 0 && bytes[whole - 1] != '\n') {
      whole--;
    }
    if (whole == 0 && read > 0) {
      if (end > LONGEST) {
        throw new IOException("a line is longer than any record");
      }
      rest = Arrays.copyOf(bytes, end);
      return read(from);
    }
    rest = Arrays.copyOfRange(bytes, whole, end);
    return whole == 0 ? null : new Block(bytes, whole);
  }

  private byte[] space(int size) {
    byte[] used = size == SIZE ? free.poll() : null;
    return used == null ? new byte[size] : used;
  }

  /// Takes a block that nobody will look at again, from any thread.
  public void giveBack(Block block) {
    if (block.bytes().length == SIZE) {
      var _ = free.offer(block.bytes());
    }
  }

  @Override
  public void close() throws IOException {
    InputStream now = in;
    in = null;
    if (now != null) {
      now.close();
    }
  }
}
