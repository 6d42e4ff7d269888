package dev.warder.audit;

import dev.warder.model.Fault;
import dev.warder.model.IdSource;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Reads a journal, also one that is being written. Sees finished lines alone. Blocks on files;
/// safe for several threads, which take turns.
public final class JournalReader implements Closeable {
  private static final int LABELS_PER_PAGE = 2_000_000;
  private static final int LINES_PER_PAGE = 5_000;
  private static final long SKEW_MILLIS = 120_000;

  /// A record stands behind others at most so much later than its id was made: as far as a clock
  /// may have been set back.
  private static final long LATEST_MILLIS = 3_600_000;

  private final Path journal;
  private final Index index;
  private final MerkleTree.Leaves leaves;
  private final MerkleTree tree;
  private final Seals seals;

  private JournalReader(Path journal, Seals seals) {
    this.seals = seals;
    this.journal = journal;
    this.index = new Index(journal);
    this.leaves = new Known(index);
    this.tree = new MerkleTree(leaves);
  }

  /// Leaves by the index, and what retention left of those that it removed.
  private record Known(Index index) implements MerkleTree.Leaves {

    @Override
    public byte[] leaf(long seq) throws IOException {
      byte[] leaf = index.entry(seq).leaf();
      if (seq < index.first() && Arrays.equals(leaf, new byte[Sha256.LENGTH])) {
        throw new Fault.NotFound("record " + seq + " was removed by retention");
      }
      return leaf;
    }

    @Override
    public byte @Nullable [] subtree(long from, long size) {
      return from < index.first() ? index.subtrees().root(from, size) : null;
    }
  }

  /// @param folder the data folder or the journal in it
  public static JournalReader open(Path folder) throws IOException {
    return open(folder, Seals.of(folder));
  }

  /// @param seals the live ones, so that what was forgotten cannot be read a moment longer
  public static JournalReader open(Path folder, Seals seals) throws IOException {
    JournalReader reader = new JournalReader(folder(folder), seals);
    reader.size();
    return reader;
  }

  /// The keys that this one has and that are not there any more, after which it has them no more.
  List<String> goneFrom(Seals now) {
    return seals.goneFrom(now);
  }

  static Path folder(Path folder) throws IOException {
    Path inner = folder.resolve("journal");
    Path journal = Files.isDirectory(inner) ? inner : folder;
    if (!Files.isDirectory(journal)) {
      throw new NoSuchFileException(folder.toString(), null, "there is no journal");
    }
    return journal;
  }

  /// How many records there are now.
  public synchronized long size() throws IOException {
    index.refresh();
    return index.size();
  }

  /// The first record that retention did not remove.
  public synchronized long first() throws IOException {
    index.refresh();
    return index.first();
  }

  /// Empty where there is none, or none any more.
  public synchronized Optional<Entry> at(long seq) throws IOException {
    if (seq >= index.size()) {
      index.refresh();
    }
    return seq < index.first() || seq >= index.size() ? Optional.empty() : Optional.of(read(seq));
  }

  private Entry read(long seq) throws IOException {
    return parsed(seq, index.line(seq));
  }

  Entry parsed(long seq, byte[] line) {
    try {
      Entry entry = Entry.parse(line, seals);
      if (entry.seq() == seq) {
        return entry;
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw index.unreadable(seq);
  }

  /// Newest first.
  ///
  /// @param before where the last page ended; absent to begin with the newest
  public Page page(Query query, OptionalLong before, int limit) throws IOException {
    return page(query, 0, before.orElse(Long.MAX_VALUE), limit);
  }

  /// Of the records from `from` on alone.
  public synchronized Page page(Query asked, long from, long before, int limit) throws IOException {
    Query query = asked.known(seals);
    index.refresh();
    long seq = Math.min(before, index.size());
    Instant since = query.since();
    long first = since == null ? 0 : index.firstAt(since.toEpochMilli());
    long end = Math.max(Math.max(from, first), index.first());
    List<Entry> found = new ArrayList<>();
    int labels = 0;
    int lines = 0;
    while (seq > end
        && found.size() < limit
        && labels++ < LABELS_PER_PAGE
        && lines < LINES_PER_PAGE) {
      seq--;
      if (query.mayMatch(index.label(seq))) {
        lines++;
        Entry entry = read(seq);
        if (matches(query, entry)) {
          found.add(entry);
        }
      }
    }
    return new Page(found, seq > end ? OptionalLong.of(seq) : OptionalLong.empty());
  }

  /// Where to begin to look for what meets `query`: nothing before it does.
  public synchronized long first(Query query) throws IOException {
    Instant since = query.since();
    index.refresh();
    return since == null ? 0 : index.firstAt(since.toEpochMilli());
  }

  private boolean matches(Query query, Entry entry) {
    try {
      return query.matches(entry);
    } catch (IllegalArgumentException e) {
      throw index.unreadable(entry.seq());
    }
  }

  /// A record by its id, whose own time says about where to look: among those that are known of
  /// already, and then among those that came since, so that most looks need not look for these.
  public synchronized Optional<Entry> find(String id) throws IOException {
    long millis = IdSource.millisOf(id);
    if (millis < 0) {
      return Optional.empty();
    }
    long known = index.size();
    try {
      Optional<Entry> found = find(id, millis, index.first(), known);
      if (found.isPresent()) {
        return found;
      }
    } catch (Fault.NotFound | EOFException | NoSuchFileException e) {
      // retention removed something since the last look
    }
    index.refresh();
    return find(id, millis, Math.max(known, index.first()), index.size());
  }

  private Optional<Entry> find(String id, long millis, long first, long size) throws IOException {
    long made = Math.max(first, index.firstAt(millis));
    Optional<Entry> found = look(id, made, size, millis + LATEST_MILLIS);
    return found.isPresent()
        ? found
        : look(id, Math.max(first, index.firstAt(millis - SKEW_MILLIS)), made, millis);
  }

  private Optional<Entry> look(String id, long from, long until, long latest) throws IOException {
    long hash = Label.hash(id);
    long end = Math.min(until, from + LABELS_PER_PAGE);
    for (long seq = from; seq < end && index.time(seq) <= latest; seq++) {
      if (index.id(seq) == hash) {
        Entry entry = read(seq);
        if (entry.id().equals(id)) {
          return Optional.of(entry);
        }
      }
    }
    return Optional.empty();
  }

  /// Goes through the records from `seq` on, oldest first, while `visitor` says yes; what comes
  /// while it runs is seen too. Answers the first `seq` that was not visited.
  ///
  /// @throws dev.warder.model.Fault.Conflict at the first record that was damaged; those before it
  ///   were visited
  public long forEach(long seq, Predicate<Entry> visitor) throws IOException {
    return forEachLine(seq, (at, line) -> visitor.test(parsed(at, line)));
  }

  /// Looks at a line.
  @FunctionalInterface
  interface LineVisitor {
    /// @return whether to go on
    boolean visit(long seq, byte[] line);
  }

  /// The same, where not all of each record is asked for. What a line says is for the visitor to
  /// check.
  long forEachLine(long seq, LineVisitor visitor) throws IOException {
    List<Segment> segments;
    long offset = 0;
    long at;
    synchronized (this) {
      index.refresh();
      at = Math.max(seq, index.first());
      if (at >= index.size()) {
        return at;
      }
      segments = List.copyOf(index.segments());
      offset = index.entry(at).offset();
    }
    for (Segment segment : segments.subList(Segment.holding(segments, at), segments.size())) {
      try (Lines lines = segment.lines(offset)) {
        while (lines.next()) {
          byte[] line = lines.copy();
          at++;
          if (!visitor.visit(at - 1, line)) {
            return at;
          }
        }
      }
      offset = 0;
    }
    return at;
  }

  /// The newest checkpoint; its signature is not looked at.
  public Optional<Checkpoint> checkpoint() throws IOException {
    return CheckpointLog.newest(journal);
  }

  public synchronized InclusionProof inclusion(long seq, long size) throws IOException {
    refreshFor(size);
    byte[] leaf = leaves.leaf(seq);
    return new InclusionProof(seq, size, leaf, tree.inclusion(seq, size));
  }

  /// Shows that the tree of `size` begins with that of `earlier` (RFC 9162 section 2.1.4).
  public synchronized List<byte[]> consistency(long earlier, long size) throws IOException {
    refreshFor(size);
    return tree.consistency(earlier, size);
  }

  private void refreshFor(long size) throws IOException {
    if (size > index.size()) {
      index.refresh();
    }
    if (size > index.size()) {
      throw new IllegalArgumentException("there are only " + index.size() + " records");
    }
  }

  @Override
  public synchronized void close() throws IOException {
    index.close();
  }
}
