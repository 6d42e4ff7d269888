package dev.warder.audit;

import dev.warder.model.Fault;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// The index as a reader sees it: what the file has, and what it lacks made up from the segments.
/// Not for several threads at once.
final class Index implements Closeable {
  private static final int CHUNK = 16_384;
  private static final int FEW = 16;
  private static final int GROWTH = 8;
  private static final long TICK_MILLIS = 100;

  private final Path journal;
  private final Holdings.Look look;
  private final Sha256 sha = new Sha256();
  private final List<IndexEntry> tail = new ArrayList<>();
  private final IndexFile file;

  /// From which record on the index files may have entries. From `first()` on they do, up to where
  /// the tail begins.
  private long begin;

  /// Whether each closed segment has its index.
  private boolean whole;

  private @Nullable FileTime listed;
  private @Nullable Segment scanned;
  private long scannedSize;
  private long scannedBytes;
  private List<Segment> segments = List.of();
  private Retired retired = Retired.NOTHING;
  private Retired.Subtrees subtrees = retired.subtrees();
  private long tailFrom;
  private long chunkFrom = -1;
  private long chunkUntil = -1;
  private int many = FEW;
  private ByteBuffer chunk = ByteBuffer.allocate(0);

  Index(Path journal) {
    this.journal = journal;
    this.look = new Holdings.Look(journal);
    this.file = new IndexFile(journal);
  }

  /// Takes in what was written since.
  void refresh() throws IOException {
    list();
    long from = indexed();
    if (from >= tailFrom && from - tailFrom <= tail.size()) {
      tail.subList(0, (int) (from - tailFrom)).clear();
    } else {
      tail.clear();
    }
    tailFrom = from;
    scanTail();
  }

  /// Behind the last record that the files know. Those of closed segments do not change, unless
  /// somebody takes one away.
  private long indexed() throws IOException {
    long known = whole ? segments.get(holding(tailFrom)).first() : 0;
    return file.end(Math.max(known, first()));
  }

  /// Lists the segments if the folder changed. A change within the clock tick of its time may have
  /// come after the look, so such a look does not count.
  private void list() throws IOException {
    FileTime changed = Files.getLastModifiedTime(journal);
    if (!changed.equals(listed)) {
      relist();
      boolean settled = System.currentTimeMillis() - changed.toMillis() > TICK_MILLIS;
      listed = settled ? changed : null;
    }
  }

  private void relist() throws IOException {
    Holdings holdings = look.now();
    segments = holdings.segments();
    if (!holdings.retired().parts().equals(retired.parts())) {
      retired = holdings.retired();
      subtrees = retired.subtrees();
    }
    file.list();
    begin = file.begin().orElse(0);
    whole =
        !segments.isEmpty()
            && segments.stream().limit(segments.size() - 1L).allMatch(s -> file.has(s.first()));
  }

  private boolean nothingCameSince() throws IOException {
    Segment last = scanned;
    return last != null
        && size() == scannedSize
        && last.equals(segments.getLast())
        && Files.size(last.file()) == scannedBytes;
  }

  private void scanTail() throws IOException {
    if (nothingCameSince()) {
      return;
    }
    scanned = null;
    int at = Math.max(0, Segment.holding(segments, Math.max(0, size() - 1)));
    for (Segment segment : segments.subList(Math.min(at, segments.size()), segments.size())) {
      if (segment.first() > size()) {
        return; // a gap: what comes behind cannot be numbered
      }
      boolean known = size() > segment.first();
      try (Lines lines = segment.lines(known ? entry(size() - 1).offset() : 0)) {
        if (known && !lines.next()) {
          return;
        }
        while (lines.next()) {
          byte[] line = lines.copy();
          Label label = Entry.parse(line).label();
          long before = size() == 0 ? 0 : entry(size() - 1).label().time();
          label = label.at(Math.max(before, label.time()));
          tail.add(new IndexEntry(sha.leaf(line), lines.offset(), label));
        }
        scanned = segment;
        scannedSize = size();
        scannedBytes = lines.offset();
      } catch (IllegalArgumentException | ZipException e) {
        return; // what is damaged ends what can be read; the verifier says more
      }
    }
  }

  long size() {
    return tailFrom + tail.size();
  }

  /// The first record that is still there.
  long first() {
    return retired.size();
  }

  Retired.Subtrees subtrees() {
    return subtrees;
  }

  IndexEntry entry(long seq) throws IOException {
    if (seq >= tailFrom) {
      return tail.get((int) (seq - tailFrom));
    }
    if (seq < Math.min(begin, first())) {
      return IndexEntry.gone(retired.time());
    }
    try {
      int at = load(seq);
      return IndexEntry.get(chunk.position(at));
    } catch (EOFException | NoSuchFileException e) {
      relist();
      if (seq >= first()) {
        throw e;
      }
      return IndexEntry.gone(retired.time()); // let go of since the last look
    }
  }

  /// Where in the chunk the entry of `seq` begins. A few entries are read at a jump, and more the
  /// longer it goes on from there.
  private int load(long seq) throws IOException {
    if (seq < chunkFrom || seq >= chunkUntil) {
      boolean goesOn = seq == chunkUntil || seq == chunkFrom - 1;
      many = goesOn ? Math.min(CHUNK, many * GROWTH) : FEW;
      long from = Math.max(seq < first() ? begin : first(), seq - seq % many);
      long until = Math.min(tailFrom, seq - seq % many + many);
      chunk = file.read(from, (int) (until - from));
      chunkFrom = from;
      chunkUntil = until;
    }
    return (int) (seq - chunkFrom) * IndexEntry.BYTES;
  }

  /// Of an entry, its label alone: a search looks at a million of them.
  Label label(long seq) throws IOException {
    if (seq >= tailFrom) {
      return entry(seq).label();
    }
    int at = load(seq);
    return IndexEntry.label(chunk, at);
  }

  long time(long seq) throws IOException {
    return seq >= tailFrom ? entry(seq).label().time() : number(seq, IndexEntry.TIME_AT);
  }

  /// The hash of a record's id.
  long id(long seq) throws IOException {
    return seq >= tailFrom ? entry(seq).label().id() : number(seq, IndexEntry.ID_AT);
  }

  private long number(long seq, int within) throws IOException {
    int at = load(seq);
    return chunk.getLong(at + within);
  }

  /// The line of record `seq`, without its newline.
  byte[] line(long seq) throws IOException {
    Optional<byte[]> line = seq < first() ? Optional.empty() : find(seq);
    if (line.isEmpty()) {
      relist(); // the newest may have begun since the last look, or the oldest gone
      line = seq < first() ? Optional.empty() : find(seq);
    }
    if (seq < first()) {
      throw new Fault.NotFound("record " + seq + " was removed by retention");
    }
    return line.orElseThrow(() -> unreadable(seq));
  }

  private Optional<byte[]> find(long seq) throws IOException {
    Segment segment = segments.get(holding(seq));
    byte[] start = Link.start(seq);
    long offset = entry(seq).offset();
    try (Lines lines = segment.lines(offset)) {
      if (lines.next() && Link.startsWith(lines.buffer(), lines.from(), lines.length(), start)) {
        return Optional.of(lines.copy());
      }
    } catch (EOFException | ZipException e) {
      // the index points behind the end: search the segment
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    try (Lines lines = segment.lines(0)) {
      while (lines.next()) {
        if (Link.startsWith(lines.buffer(), lines.from(), lines.length(), start)) {
          return Optional.of(lines.copy());
        }
      }
    }
    return Optional.empty();
  }

  /// What to say of a record that cannot be read.
  Fault unreadable(long seq) {
    String name = segments.get(holding(seq)).name();
    return new Fault.Conflict(
        "record "
            + seq
            + " in "
            + name
            + " cannot be read: run `warder audit verify "
            + journal
            + "` to see what was changed");
  }

  private int holding(long seq) {
    return Math.max(0, Segment.holding(segments, seq));
  }

  List<Segment> segments() {
    return segments;
  }

  /// The first record whose time in the index is `millis` or later.
  long firstAt(long millis) throws IOException {
    long low = first();
    long high = size();
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (time(middle) < millis) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
