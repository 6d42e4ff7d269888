package dev.warder.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/// A real disk that goes wrong on command.
record Faults(Disk.Handle real, Gate writing, Gate forcing, Gate cutting) implements Disk.Handle {
  /// Passes, waits or fails.
  interface Gate {
    Gate OPEN = () -> {};

    void pass() throws IOException;
  }

  /// Segments take half of each write and then no more, while `full`.
  static Disk whenWriting(AtomicBoolean full) {
    return whenWriting(full, ".jsonl");
  }

  /// The same for the index.
  static Disk whenIndexing(AtomicBoolean full) {
    return whenWriting(full, IndexFile.SUFFIX);
  }

  private static Disk whenWriting(AtomicBoolean full, String suffix) {
    Gate gate = () -> fail(full, "No space left on device");
    return file ->
        new Faults(
            Disk.real().open(file),
            file.toString().endsWith(suffix) ? gate : Gate.OPEN,
            Gate.OPEN,
            Gate.OPEN);
  }

  /// Nothing can be forced, while `broken`.
  static Disk whenForcing(AtomicBoolean broken) {
    Gate gate = () -> fail(broken, "Input/output error");
    return file -> new Faults(Disk.real().open(file), Gate.OPEN, gate, Gate.OPEN);
  }

  /// Nothing can be opened, cut or written, while `readOnly`.
  static Disk whenReadOnly(AtomicBoolean readOnly) {
    Gate gate = () -> fail(readOnly, "Read-only file system");
    return file -> {
      gate.pass();
      return new Faults(Disk.real().open(file), gate, gate, gate);
    };
  }

  /// Writes say that they have `begun` and wait for `end`, while `hanging`.
  static Disk hanging(AtomicBoolean hanging, CountDownLatch begun, CountDownLatch end) {
    Gate gate =
        () -> {
          if (hanging.get()) {
            begun.countDown();
            try {
              end.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
        };
    return file -> new Faults(Disk.real().open(file), gate, Gate.OPEN, Gate.OPEN);
  }

  private static void fail(AtomicBoolean when, String why) throws IOException {
    if (when.get()) {
      throw new IOException(why);
    }
  }

  @Override
  public long size() throws IOException {
    return real.size();
  }

  @Override
  public int write(ByteBuffer bytes, long position) throws IOException {
    try {
      writing.pass();
    } catch (IOException e) {
      real.write(bytes.slice(0, bytes.remaining() / 2), position);
      throw e;
    }
    return real.write(bytes, position);
  }

  @Override
  public void truncate(long size) throws IOException {
    cutting.pass();
    real.truncate(size);
  }

  @Override
  public void force() throws IOException {
    forcing.pass();
    real.force();
  }

  @Override
  public void close() throws IOException {
    real.close();
  }
}
