package dev.warder.audit;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Records that are written together: their lines, chained, and what tree and index get of them.
/// Nothing outside changes before the lines are on the disk. For one thread.
final class Batch {
  private static final int MOST = 4096;
  private static final int FULL = 1 << 20;

  private final Sha256 sha = new Sha256();
  private final List<Waiting> waiting = new ArrayList<>();
  private final List<byte[]> leaves = new ArrayList<>();
  private byte[] lines = new byte[FULL + (FULL >> 1)];
  private int length;
  private ByteBuffer entries = ByteBuffer.allocate(MOST * IndexEntry.BYTES);
  private byte[] prev = Link.NO_LINE;
  private long seq;
  private long offset;
  private long time;

  /// @param offset where in the segment the first line will stand
  void begin(long seq, byte[] prev, long offset, long time) {
    waiting.clear();
    leaves.clear();
    entries.clear();
    length = 0;
    this.seq = seq;
    this.prev = prev;
    this.offset = offset;
    this.time = time;
  }

  boolean isFull() {
    return waiting.size() == MOST || length >= FULL;
  }

  void add(Waiting record) {
    JsonWriter middle = record.middle();
    int most = Link.LONGEST_START + middle.length() + Link.LENGTH + 1;
    if (lines.length - length < most) {
      lines = Arrays.copyOf(lines, length + most + FULL);
    }
    int at = Link.writeStart(seq, lines, length);
    System.arraycopy(middle.bytes(), 0, lines, at, middle.length());
    at = Link.writeTo(prev, lines, at + middle.length());
    lines[at] = '\n';
    int size = at - length;
    Sha256.OfLine hashes = sha.line(lines, length, size);
    prev = hashes.plain();
    time = Math.max(time, record.label().time());
    new IndexEntry(hashes.leaf(), offset + length, record.label().at(time)).put(entries);
    waiting.add(record);
    leaves.add(hashes.leaf());
    length += size + 1;
    seq++;
  }

  ByteBuffer lines() {
    return ByteBuffer.wrap(lines, 0, length);
  }

  ByteBuffer entries() {
    return entries.duplicate().flip();
  }

  int length() {
    return length;
  }

  byte[] prev() {
    return prev;
  }

  long time() {
    return time;
  }

  void addTo(Frontier frontier) {
    for (byte[] leaf : leaves) {
      frontier.add(sha, leaf);
    }
  }

  List<Waiting> waiting() {
    return waiting;
  }
}
