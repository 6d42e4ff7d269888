package dev.warder.audit;

import dev.warder.audit.RecordIndex.Mark;
import dev.warder.audit.RecordIndex.Row;
import dev.warder.audit.RecordIndex.Wanted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Makes a search index say what the journal says, a batch at a time. Not for several threads at
/// once; several processes may do it beside each other.
public final class Indexing {
  private static final int ROWS = 2_000;
  private static final long BYTES = 8L << 20;

  private final JournalReader reader;
  private final RecordIndex index;
  private final Gist gist = new Gist();
  private final Sha256 sha = new Sha256();

  public Indexing(JournalReader reader, RecordIndex index) {
    this.reader = reader;
    this.index = index;
  }

  /// Begins anew.
  ///
  /// @param progress is told how many records are done
  public void rebuild(LongConsumer progress) throws IOException {
    index.drop(Long.MAX_VALUE);
    catchUp(progress);
  }

  /// Goes on until the index knows all records.
  ///
  /// @param progress is told how many records are done
  public void catchUp(LongConsumer progress) throws IOException {
    while (step() > 0) {
      progress.accept(index.mark().next());
    }
  }

  /// How many records the index does not know yet.
  long lag() throws IOException {
    return Math.max(0, reader.size() - index.mark().next());
  }

  /// Adds some of the records that the index lacks. An index that contradicts the journal is made
  /// anew.
  ///
  /// @return how many were added
  int step() throws IOException {
    Mark from = index.mark();
    if (!continues(from)) {
      index.drop(Long.MAX_VALUE);
      from = index.mark();
    }
    Batch batch = new Batch();
    reader.forEachLine(from.next(), batch::add);
    byte[] last = batch.last;
    if (last == null || !index.add(from, batch.rows, mark(batch.lastSeq, last))) {
      return 0;
    }
    return batch.rows.size();
  }

  private final class Batch {
    private final List<Row> rows = new ArrayList<>();
    private byte @Nullable [] last;
    private long lastSeq;
    private long bytes;

    /// Whether there is room for more.
    private boolean add(long seq, byte[] line) {
      rows.add(row(gist(seq, line)));
      last = line;
      lastSeq = seq;
      bytes += line.length;
      return rows.size() < ROWS && bytes < BYTES;
    }
  }

  /// What a row is made of.
  private Entry gist(long seq, byte[] line) {
    if (Link.startsWith(line, 0, line.length, Link.start(seq))) {
      try {
        Entry entry = Entry.parse(gist.of(line));
        return entry.sealed().keys().isEmpty() ? entry : reader.parsed(seq, line);
      } catch (IllegalArgumentException e) {
        // not written as we write: it is read with care
      }
    }
    return reader.parsed(seq, line);
  }

  private static Row row(Entry entry) {
    try {
      Facts facts = Facts.of(entry);
      return new Row(entry.seq(), facts.time(), Terms.of(facts));
    } catch (IllegalArgumentException e) {
      return nothing(entry.seq()); // somebody wrote into the journal: the verifier says more
    }
  }

  private Mark mark(long seq, byte[] last) {
    return new Mark(seq + 1, HexFormat.of().formatHex(sha.leaf(last)));
  }

  /// Whether the last record that the index knows is the one that stands in the journal.
  private boolean continues(Mark mark) throws IOException {
    if (mark.next() == 0) {
      return true;
    }
    Optional<Entry> last = reader.at(mark.next() - 1);
    if (last.isEmpty()) {
      return false;
    }
    byte[] line = last.get().json().getBytes(StandardCharsets.UTF_8);
    return mark(mark.next() - 1, line).equals(mark);
  }

  /// Reads the records again that a key sealed, and makes the index forget what they do not say any
  /// more.
  void forget(String keyId) throws IOException {
    Wanted wanted = new Wanted(Terms.one(Terms.SEALED, keyId), null, null);
    long before = Long.MAX_VALUE;
    while (true) {
      List<Long> found = index.find(wanted, before, ROWS);
      if (found.isEmpty()) {
        index.purge();
        return;
      }
      before = found.getLast();
      replace(found);
    }
  }

  /// Makes the index forget who was forgotten while another process than the service added to it.
  ///
  /// @param now the keys that are left
  public void forgetMeanwhile(Seals now) throws IOException {
    for (String gone : reader.goneFrom(now)) {
      forget(gone);
    }
  }

  private void replace(List<Long> seqs) throws IOException {
    List<Row> rows = new ArrayList<>();
    for (long seq : seqs) {
      rows.add(reader.at(seq).map(Indexing::row).orElseGet(() -> nothing(seq)));
    }
    Mark mark = index.mark();
    while (!index.add(mark, rows, mark)) {
      mark = index.mark(); // another process added to it meanwhile
    }
  }

  /// A record that is not there any more is found by nothing.
  private static Row nothing(long seq) {
    return new Row(seq, Instant.EPOCH, Set.of());
  }

  /// Forgets what retention removed.
  void dropBelow(long seq) {
    index.drop(seq);
    index.purge();
  }
}
