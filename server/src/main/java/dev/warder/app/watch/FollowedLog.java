package dev.warder.app.watch;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// A log that others write and rotate, read line by line from where it was left.
///
/// A file is known again by its beginning, not by its name: what was renamed meanwhile is read to
/// its end before the new file is begun. A line without its end waits; one that is longer than
/// taken is passed over and counted. For one thread.
public final class FollowedLog implements Closeable {
  private static final int CHUNK = 1 << 16;
  private static final int HEAD = 1024;

  /// The longest line that is taken.
  private static final int LONGEST = CHUNK;

  /// How far a log was read, and how its file begins.
  ///
  /// @param head how many bytes of the beginning `crc` is of
  public record Place(long offset, int head, long crc) {
    public static final Place START = new Place(0, 0, 0);
  }

  private final Path file;
  private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
  private @Nullable FileChannel channel;
  private @Nullable Object key;
  private long offset;
  private long tooLong;

  private FollowedLog(Path file) {
    this.file = file;
  }

  /// @throws NoSuchFileException where there is no such file
  public static FollowedLog open(Path file, Place from) throws IOException {
    FollowedLog log = new FollowedLog(file);
    Path left = log.find(from);
    log.begin(left == null ? file : left, left == null ? 0 : from.offset());
    return log;
  }

  /// The file that was being read: this one, or the newest of those it was renamed to.
  private @Nullable Path find(Place from) throws IOException {
    if (isOf(file, from)) {
      return file;
    }
    Path folder = file.toAbsolutePath().getParent();
    String name = file.getFileName().toString();
    try (DirectoryStream<Path> siblings =
        Files.newDirectoryStream(folder, each -> isRotated(each, name))) {
      for (Path each : siblings) {
        if (isOf(each, from)) {
          return each;
        }
      }
    }
    return null;
  }

  private static boolean isRotated(Path each, String name) {
    String other = each.getFileName().toString();
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    return !other.equals(name) && other.startsWith(stem) && Files.isRegularFile(each);
  }

  private static boolean isOf(Path each, Place from) throws IOException {
    try (FileChannel open = FileChannel.open(each, StandardOpenOption.READ)) {
      return open.size() >= from.offset() && crc(open, from.head()) == from.crc();
    }
  }

  private static long crc(FileChannel open, int length) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(length);
    while (head.hasRemaining() && open.read(head, head.position()) > 0) {
      // until it is full, or the file ends
    }
    CRC32 crc = new CRC32();
    crc.update(head.flip());
    return crc.getValue();
  }

  private void begin(Path from, long at) throws IOException {
    close();
    channel = FileChannel.open(from, StandardOpenOption.READ);
    key = Files.readAttributes(from, BasicFileAttributes.class).fileKey();
    offset = at;
  }

  /// Whole lines that are there, at most so many; none where all was read.
  public List<String> next(int most) throws IOException {
    List<String> lines = new ArrayList<>();
    read(lines, most);
    if (lines.isEmpty() && isReplaced()) {
      begin(file, 0);
      read(lines, most);
    }
    return lines;
  }

  private void read(List<String> lines, int most) throws IOException {
    FileChannel open = channel;
    if (open == null) {
      return;
    }
    if (open.size() < offset) {
      offset = 0; // it was emptied in place
    }
    while (lines.size() < most) {
      chunk.clear();
      int got = open.read(chunk, offset);
      int taken = got <= 0 ? 0 : split(lines, most);
      if (taken == 0 && got == CHUNK) {
        taken = pass(open);
      }
      if (taken == 0) {
        return;
      }
      offset += taken;
    }
  }

  /// @return how many bytes were whole lines
  private int split(List<String> lines, int most) {
    byte[] bytes = chunk.array();
    int start = 0;
    for (int i = 0; i < chunk.position() && lines.size() < most; i++) {
      if (bytes[i] == '\n') {
        lines.add(new String(bytes, start, i - start, StandardCharsets.UTF_8));
        start = i + 1;
      }
    }
    return start;
  }

  /// @return how many bytes to pass over: to the end of a line that is too long; 0 where it is not
  ///   there yet
  private int pass(FileChannel open) throws IOException {
    long at = offset + LONGEST;
    while (true) {
      chunk.clear();
      int got = open.read(chunk, at);
      for (int i = 0; i < got; i++) {
        if (chunk.array()[i] == '\n') {
          tooLong++;
          return (int) Math.min(Integer.MAX_VALUE, at + i + 1 - offset);
        }
      }
      if (got <= 0) {
        return 0;
      }
      at += got;
    }
  }

  private boolean isReplaced() throws IOException {
    try {
      Object now = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
      return key != null && !key.equals(now);
    } catch (NoSuchFileException e) {
      return false; // between renaming and making anew
    }
  }

  /// Where to go on after the lines that were given out.
  public Place place() throws IOException {
    FileChannel open = channel;
    if (open == null || offset == 0) {
      return Place.START;
    }
    int head = (int) Math.min(HEAD, offset);
    return new Place(offset, head, crc(open, head));
  }

  /// Bytes that are there and were not given out, of the file that is being read.
  public long left() throws IOException {
    FileChannel open = channel;
    return open == null ? 0 : Math.max(0, open.size() - offset);
  }

  /// Lines that were passed over because they are longer than taken.
  public long tooLong() {
    return tooLong;
  }

  @Override
  public void close() throws IOException {
    FileChannel open = channel;
    if (open != null) {
      open.close();
    }
  }
}
