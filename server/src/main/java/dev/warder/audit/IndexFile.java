package dev.warder.audit;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/// Reads `journal/index`: 64 bytes of heading, then 64 bytes for each record. Never the truth: it
/// can be made again from the segments, and whoever uses it checks what it finds.
final class IndexFile implements Closeable {
  static final String NAME = "index";
  private static final byte[] HEADING =
      Arrays.copyOf(
          "warder journal index 1\n".getBytes(StandardCharsets.US_ASCII), IndexEntry.BYTES);

  private final FileChannel channel;

  private IndexFile(FileChannel channel) {
    this.channel = channel;
  }

  static IndexFile open(Path journal) throws IOException {
    return new IndexFile(FileChannel.open(journal.resolve(NAME), StandardOpenOption.READ));
  }

  static ByteBuffer heading() {
    return ByteBuffer.wrap(HEADING.clone());
  }

  static long position(long seq) {
    return (seq + 1) * IndexEntry.BYTES;
  }

  /// How many whole entries it has; 0 where it is not an index of this form.
  long size() throws IOException {
    long size = channel.size() / IndexEntry.BYTES - 1;
    if (size < 0) {
      return 0;
    }
    ByteBuffer start = ByteBuffer.allocate(IndexEntry.BYTES);
    read(start, 0);
    return Arrays.equals(start.array(), HEADING) ? size : 0;
  }

  /// The entries from `seq` on, ready to be taken with `IndexEntry.get`.
  ByteBuffer read(long seq, int count) throws IOException {
    ByteBuffer entries = ByteBuffer.allocate(count * IndexEntry.BYTES);
    read(entries, position(seq));
    return entries.flip();
  }

  private void read(ByteBuffer into, long position) throws IOException {
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
    channel.close();
  }
}
