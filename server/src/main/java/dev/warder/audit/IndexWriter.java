package dev.warder.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes the index beside the journal, for its writer alone.
///
/// The index is a convenience: what cannot be written is kept and tried again, and fails nobody's
/// record. Only when too much is kept it is left as it is, and made whole at the next start.
final class IndexWriter {
  private static final Logger LOG = LoggerFactory.getLogger(IndexWriter.class);
  private static final int MOST_OWED = 16 << 20;
  private static final long BETWEEN_TRIES = TimeUnit.MILLISECONDS.toNanos(100);

  /// The index of one segment.
  private static final class Part {
    private final Segment segment;
    private final ByteArrayOutputStream owed = new ByteArrayOutputStream(0);
    private Disk.@Nullable Handle file;
    private long records;

    /// @param records how many have their entry
    Part(Segment segment, long records) {
      this.segment = segment;
      this.records = records;
    }

    void write(Disk disk, ByteBuffer entries) throws IOException {
      Disk.Handle open = file;
      if (open == null) {
        open = IndexFile.write(disk, segment, records);
        file = open;
      }
      int count = entries.remaining() / IndexEntry.BYTES;
      Disk.writeAll(open, entries, IndexFile.position(records));
      records += count;
    }

    void close() throws IOException {
      if (file != null) {
        file.close();
      }
    }
  }

  private final Disk disk;

  /// The one that is written, last; before it those that are still owed something.
  private final Deque<Part> parts = new ArrayDeque<>();

  private int owed;
  private long tried;
  private boolean abandoned;

  IndexWriter(Disk disk, Segment segment, long records) throws IOException {
    this.disk = disk;
    Part part = new Part(segment, records);
    part.write(disk, ByteBuffer.allocate(0));
    parts.add(part);
  }

  /// What comes from now on is of another segment.
  void roll(Segment next) {
    if (!abandoned) {
      parts.add(new Part(next, 0));
      settle();
    }
  }

  /// @param entries of the records that follow on those before, from the array's start on
  void write(ByteBuffer entries) {
    if (abandoned) {
      return;
    }
    if (owed == 0 && parts.size() == 1) {
      try {
        parts.getLast().write(disk, entries.duplicate());
        return;
      } catch (IOException e) {
        failed(e);
      }
    }
    keep(entries);
    if (!abandoned && System.nanoTime() - tried >= BETWEEN_TRIES) {
      settle();
    }
  }

  private void keep(ByteBuffer entries) {
    owed += entries.remaining();
    parts.getLast().owed.write(entries.array(), entries.arrayOffset(), entries.remaining());
    if (owed > MOST_OWED) {
      LOG.warn("the journal's index lacks too much: searches will be slow until a restart");
      abandoned = true;
      closeAll();
    }
  }

  /// Writes all that is owed, as far as that can be.
  private void settle() {
    try {
      pay(parts.getFirst());
      while (parts.size() > 1) {
        parts.removeFirst().close();
        pay(parts.getFirst());
      }
      if (owed > 0) {
        owed = 0;
        LOG.info("the journal's index is whole again");
      }
    } catch (IOException e) {
      failed(e);
    }
  }

  private void pay(Part part) throws IOException {
    part.write(disk, ByteBuffer.wrap(part.owed.toByteArray()));
    part.owed.reset();
  }

  private void failed(IOException e) {
    tried = System.nanoTime();
    if (owed == 0) {
      LOG.warn("the journal's index cannot be written; searches are slow until it can", e);
    }
  }

  /// With a last try.
  void close() {
    if (!abandoned) {
      settle();
      closeAll();
    }
  }

  private void closeAll() {
    for (Part each : parts) {
      try {
        each.close();
      } catch (IOException e) {
        LOG.warn("the index of {} could not be closed", each.segment.name(), e);
      }
    }
    parts.clear();
  }
}
