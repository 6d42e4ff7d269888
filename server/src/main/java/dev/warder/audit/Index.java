package dev.warder.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The index as a reader sees it: what the file has, and what it lacks made up from the segments.
/// Not for several threads at once.
final class Index implements Closeable {
  private static final int CHUNK = 16_384;

  private final Path journal;
  private final Sha256 sha = new Sha256();
  private final List<IndexEntry> tail = new ArrayList<>();
  private @Nullable IndexFile file;
  private long inFile;
  private List<Segment> segments = List.of();
  private long chunkFrom = -1;
  private long chunkUntil = -1;
  private ByteBuffer chunk = ByteBuffer.allocate(0);

  Index(Path journal) {
    this.journal = journal;
  }

  /// Takes in what was written since.
  void refresh() throws IOException {
    segments = Segment.list(journal);
    if (file == null) {
      try {
        file = IndexFile.open(journal);
      } catch (java.nio.file.NoSuchFileException e) {
        // made up from the segments below
      }
    }
    long now = file == null ? 0 : file.size();
    if (now > inFile) {
      long covered = Math.min(now - inFile, tail.size());
      tail.subList(0, (int) covered).clear();
      if (tail.size() > 0 || covered < now - inFile) {
        tail.clear();
      }
    } else if (now < inFile) {
      tail.clear();
    }
    inFile = now;
    scanTail();
  }

  private void scanTail() throws IOException {
    int at = Math.max(0, Segment.holding(segments, Math.max(0, size() - 1)));
    for (Segment segment : segments.subList(Math.min(at, segments.size()), segments.size())) {
      if (segment.first() > size()) {
        return; // a gap: what comes behind cannot be numbered
      }
      boolean known = size() > segment.first();
      try (Lines lines = segment.lines(known ? entry(size() - 1).offset() : 0)) {
        if (known && !lines.next()) {
          return;
        }
        while (lines.next()) {
          byte[] line = lines.copy();
          Label label = Entry.parse(line).label();
          long before = size() == 0 ? 0 : entry(size() - 1).label().time();
          label = label.at(Math.max(before, label.time()));
          tail.add(new IndexEntry(sha.leaf(line), lines.offset(), label));
        }
      } catch (IllegalArgumentException e) {
        return; // what is damaged ends what can be read; the verifier says more
      }
    }
  }

  long size() {
    return inFile + tail.size();
  }

  IndexEntry entry(long seq) throws IOException {
    if (seq >= inFile) {
      return tail.get((int) (seq - inFile));
    }
    if (seq < chunkFrom || seq >= chunkUntil) {
      chunkFrom = seq - seq % CHUNK;
      chunkUntil = Math.min(inFile, chunkFrom + CHUNK);
      IndexFile source = file;
      if (source == null) {
        throw new IOException("the index is gone");
      }
      chunk = source.read(chunkFrom, (int) (chunkUntil - chunkFrom));
    }
    chunk.position((int) (seq - chunkFrom) * IndexEntry.BYTES);
    return IndexEntry.get(chunk);
  }

  /// The line of record `seq`, without its newline.
  byte[] line(long seq) throws IOException {
    Segment segment = segments.get(Segment.holding(segments, seq));
    byte[] start = Encoder.start(seq);
    for (long offset : new long[] {entry(seq).offset(), 0}) {
      try (Lines lines = segment.lines(offset)) {
        // Where the index is right the first line is the one.
        while (lines.next()) {
          if (Link.startsWith(lines.buffer(), lines.from(), lines.length(), start)) {
            return lines.copy();
          }
          if (offset > 0) {
            break;
          }
        }
      } catch (java.io.EOFException e) {
        // the index points behind the end: search the segment
      }
    }
    throw new IOException("record " + seq + " is not where it should be; run audit verify");
  }

  Segment segmentOf(long seq) {
    return segments.get(Segment.holding(segments, seq));
  }

  List<Segment> segments() {
    return segments;
  }

  /// The first record whose time in the index is `millis` or later.
  long firstAt(long millis) throws IOException {
    long low = 0;
    long high = size();
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (entry(middle).label().time() < millis) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
