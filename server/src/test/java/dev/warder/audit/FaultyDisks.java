package dev.warder.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/// Real disks that fail on demand.
final class FaultyDisks {
  private FaultyDisks() {}

  /// While it is full, takes half of each write to a segment, then fails.
  static Disk full(AtomicBoolean full) {
    return file -> new Full(Disk.real().open(file), full, file.toString().endsWith(".jsonl"));
  }

  /// While it hangs, no write returns before the latch is open.
  static Disk hanging(AtomicBoolean hanging, CountDownLatch latch) {
    return file -> new Hanging(Disk.real().open(file), hanging, latch);
  }

  private record Full(Disk.Handle real, AtomicBoolean full, boolean counts) implements Disk.Handle {
    @Override
    public long size() throws IOException {
      return real.size();
    }

    @Override
    public int write(ByteBuffer bytes, long position) throws IOException {
      if (counts && full.get()) {
        ByteBuffer half = bytes.slice(bytes.position(), bytes.remaining() / 2);
        real.write(half, position);
        throw new IOException("No space left on device");
      }
      ByteBuffer some = bytes.slice(bytes.position(), Math.min(bytes.remaining(), 1000));
      int written = real.write(some, position);
      bytes.position(bytes.position() + written);
      return written;
    }

    @Override
    public void truncate(long size) throws IOException {
      real.truncate(size);
    }

    @Override
    public void force() throws IOException {
      real.force();
    }

    @Override
    public void close() throws IOException {
      real.close();
    }
  }

  private record Hanging(Disk.Handle real, AtomicBoolean hanging, CountDownLatch latch)
      implements Disk.Handle {
    @Override
    public long size() throws IOException {
      return real.size();
    }

    @Override
    public int write(ByteBuffer bytes, long position) throws IOException {
      if (hanging.get()) {
        try {
          latch.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      return real.write(bytes, position);
    }

    @Override
    public void truncate(long size) throws IOException {
      real.truncate(size);
    }

    @Override
    public void force() throws IOException {
      real.force();
    }

    @Override
    public void close() throws IOException {
      real.close();
    }
  }
}
