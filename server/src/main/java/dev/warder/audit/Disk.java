package dev.warder.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// All that the journal's writer does to files. Narrow, so that tests can make it fail.
@FunctionalInterface
interface Disk {
  /// An open file. May be forced by one thread while another writes.
  interface Handle extends Closeable {
    long size() throws IOException;

    /// Writes at `position`; may write less than there is.
    int write(ByteBuffer bytes, long position) throws IOException;

    void truncate(long size) throws IOException;

    void force() throws IOException;
  }

  /// Opens for writing, and creates where missing.
  Handle open(Path file) throws IOException;

  /// Makes safe that the folder's files have the names that they have.
  default void forceFolder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  static Disk real() {
    return file ->
        new OpenFile(
            FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE));
  }

  /// Writes all of it or fails.
  static void writeAll(Handle handle, ByteBuffer bytes, long position) throws IOException {
    long at = position;
    while (bytes.hasRemaining()) {
      int written = handle.write(bytes, at);
      if (written <= 0) {
        throw new IOException("the disk takes no more");
      }
      at += written;
    }
  }

  record OpenFile(FileChannel channel) implements Handle {
    @Override
    public long size() throws IOException {
      return channel.size();
    }

    @Override
    public int write(ByteBuffer bytes, long position) throws IOException {
      return channel.write(bytes, position);
    }

    @Override
    public void truncate(long size) throws IOException {
      channel.truncate(size);
    }

    @Override
    public void force() throws IOException {
      channel.force(false);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
