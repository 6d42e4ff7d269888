package dev.warder.replay.events;

import dev.warder.model.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// A tar archive (POSIX ustar), file by file.
final class Tar {
  private static final int BLOCK = 512;
  private static final int NAME = 100;
  private static final int SIZE = 124;
  private static final int SIZE_LENGTH = 12;
  private static final int TYPE = 156;
  private static final int LARGEST = 64 << 20;

  private Tar() {}

  /// Is shown each plain file.
  interface Visitor {
    void file(String name, byte[] content) throws IOException;
  }

  static void each(InputStream in, Visitor visitor) throws IOException {
    byte[] header = in.readNBytes(BLOCK);
    while (header.length == BLOCK && header[0] != 0) {
      long size = size(header);
      if (size > LARGEST) {
        throw new Fault.Invalid("a file in the archive is larger than 64 MB");
      }
      byte[] content = in.readNBytes((int) size);
      in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
      if (header[TYPE] == '0' || header[TYPE] == 0) {
        visitor.file(text(header, 0, NAME), content);
      }
      header = in.readNBytes(BLOCK);
    }
  }

  private static long size(byte[] header) {
    try {
      return Long.parseLong(text(header, SIZE, SIZE_LENGTH).strip(), 8);
    } catch (NumberFormatException e) {
      throw new Fault.Invalid("this is no tar archive", e);
    }
  }

  private static String text(byte[] header, int from, int most) {
    int length = 0;
    while (length < most && header[from + length] != 0) {
      length++;
    }
    return new String(header, from, length, StandardCharsets.UTF_8);
  }
}
