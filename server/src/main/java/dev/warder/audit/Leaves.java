package dev.warder.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The leaf hashes that the index holds, one after the other.
final class Leaves implements Closeable {
  private static final int CHUNK = 4096;

  private final IndexFile index;
  private final long until;
  private ByteBuffer chunk = ByteBuffer.allocate(0);
  private long at;

  private Leaves(IndexFile index, long from, long until) {
    this.index = index;
    this.at = from;
    this.until = until;
  }

  /// Those of the records from `from` to before `until`, as far as the index goes.
  static Leaves open(Path journal, long from, long until) throws IOException {
    IndexFile index = IndexFile.open(journal);
    try {
      return new Leaves(index, from, Math.min(until, index.end(from)));
    } catch (IOException e) {
      index.close();
      throw e;
    }
  }

  /// Absent behind the last.
  byte @Nullable [] next() throws IOException {
    if (!chunk.hasRemaining()) {
      if (at >= until) {
        return null;
      }
      int count = (int) Math.min(CHUNK, until - at);
      chunk = index.read(at, count);
      at += count;
    }
    return IndexEntry.get(chunk).leaf();
  }

  @Override
  public void close() throws IOException {
    index.close();
  }
}
