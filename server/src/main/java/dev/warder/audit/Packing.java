package dev.warder.audit;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;

/// How a closed segment is compressed: as gzip (RFC 1952) that any tool unpacks, in blocks that can
/// be unpacked alone.
///
/// Each block is a member of its own and holds as many bytes of the segment as the others. A last
/// member without content says in its extra field where the members begin, so that one record is
/// read without unpacking those before it.
final class Packing {

  private static final int BLOCK = 64 << 10;
  private static final int MOST_BLOCKS = 8_000;
  private static final int BLOCKS_AT_ONCE = 16;
  private static final int HEADER = 10;

  /// Records repeat each other so much that a faster level gives nearly as little.
  private static final int LEVEL = 2;

  private static final byte[] NO_CONTENT = {3, 0, 0, 0, 0, 0, 0, 0, 0, 0};
  private static final int EXTRA = 4;
  private static final byte WITH_EXTRA = 4;
  private static final int TAIL = 2 * Integer.BYTES;

  private Packing() {}

  /// @param length of what `in` gives
  /// @param leisure paces the work
  static void pack(InputStream in, long length, OutputStream to, Leisure leisure)
      throws IOException {
    int block = BLOCK;
    while (length / block > MOST_BLOCKS) {
      block *= 2;
    }
    OutputStream out = new BufferedOutputStream(to, 1 << 16);
    ByteArrayOutputStream starts = new ByteArrayOutputStream();
    long at = 0;
    int count = 0;
    for (byte[] part = in.readNBytes(block); part.length > 0; part = in.readNBytes(block)) {
      starts.write(bytes(4).putInt((int) at).array());
      byte[] member = member(part);
      out.write(member);
      at += member.length;
      count++;
      if (count % BLOCKS_AT_ONCE == 0) {
        leisure.pause();
      }
    }
    starts.write(bytes(TAIL).putInt(block).putInt(count).array());
    out.write(table(starts.toByteArray()));
    out.flush();
  }

  private static byte[] member(byte[] part) {
    ByteArrayOutputStream member = new ByteArrayOutputStream(part.length / 4);
    member.writeBytes(header((byte) 0));
    Deflater deflater = new Deflater(LEVEL, true);
    try {
      deflater.setInput(part);
      deflater.finish();
      byte[] buffer = new byte[1 << 14];
      while (!deflater.finished()) {
        member.write(buffer, 0, deflater.deflate(buffer));
      }
    } finally {
      deflater.end();
    }
    CRC32 crc = new CRC32();
    crc.update(part);
    member.writeBytes(bytes(8).putInt((int) crc.getValue()).putInt(part.length).array());
    return member.toByteArray();
  }

  private static byte[] header(byte flags) {
    return new byte[] {0x1F, (byte) 0x8B, 8, flags, 0, 0, 0, 0, 0, (byte) 0xFF};
  }

  private static byte[] table(byte[] starts) {
    byte[] member = new byte[HEADER + 2 + EXTRA + starts.length + NO_CONTENT.length];
    ByteBuffer table = ByteBuffer.wrap(member).order(ByteOrder.LITTLE_ENDIAN);
    table.put(header(WITH_EXTRA)).putShort((short) (EXTRA + starts.length));
    table.put((byte) 'W').put((byte) 'd').putShort((short) starts.length);
    table.put(starts).put(NO_CONTENT);
    return member;
  }

  private static ByteBuffer bytes(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }

  /// What was packed, from `offset` on.
  static InputStream open(Path file, long offset) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      long skip = offset == 0 ? 0 : offset - goTo(channel, offset);
      InputStream in = new BufferedInputStream(Channels.newInputStream(channel), 1 << 16);
      InputStream unpacked = new BufferedInputStream(new GZIPInputStream(in, 1 << 16), 1 << 16);
      unpacked.skipNBytes(skip);
      return unpacked;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /// Moves to the member that holds `offset`, and says where that one begins in the segment. Where
  /// there is no table, all has to be unpacked.
  private static long goTo(FileChannel channel, long offset) throws IOException {
    long end = channel.size() - NO_CONTENT.length;
    if (end < TAIL) {
      return 0;
    }
    ByteBuffer tail = read(channel, end - TAIL, TAIL);
    int block = tail.getInt();
    int count = tail.getInt();
    long table = end - TAIL - 4L * count;
    boolean ours = block >= BLOCK && count > 0 && count <= 2 * MOST_BLOCKS && table > EXTRA;
    if (!ours || !isTable(channel, table, 4 * count + TAIL)) {
      return 0;
    }
    long member = offset / block;
    if (member >= count) {
      throw new EOFException("the segment ends before");
    }
    channel.position(Integer.toUnsignedLong(read(channel, table + 4 * member, 4).getInt()));
    return member * block;
  }

  private static boolean isTable(FileChannel channel, long table, int length) throws IOException {
    ByteBuffer mark = read(channel, table - EXTRA, EXTRA);
    return mark.get() == 'W' && mark.get() == 'd' && (mark.getShort() & 0xFFFF) == length;
  }

  private static ByteBuffer read(FileChannel channel, long at, int length) throws IOException {
    ByteBuffer bytes = bytes(length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, at + bytes.position()) < 0) {
        throw new EOFException("the segment ends before");
      }
    }
    return bytes.flip();
  }
}
