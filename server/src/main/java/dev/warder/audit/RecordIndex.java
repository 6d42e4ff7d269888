package dev.warder.audit;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where records are found by their terms: kept beside the journal, made from it, and never
/// believed, because whoever searches reads the records themselves.
///
/// Several processes may use one index. All methods block on the disk, change all or nothing, and
/// throw `Fault.Unavailable` where the index cannot be read or written. Safe for several threads;
/// finding does not wait for adding.
public interface RecordIndex extends AutoCloseable {
  /// How far the index follows the journal.
  ///
  /// @param next the first `seq` that it does not know
  /// @param last digest of the record before that; empty where it knows none
  record Mark(long next, String last) {
    public static final Mark NOTHING = new Mark(0, "");
  }

  /// A record's terms: words of lower-case letters and digits.
  record Row(long seq, Instant time, Set<String> terms) {}

  /// What to find.
  ///
  /// @param terms of each list at least one; a list is never empty. Without any, all records of
  ///   that time
  /// @param since inclusive; may be answered too generously
  /// @param until exclusive; likewise
  record Wanted(List<List<String>> terms, @Nullable Instant since, @Nullable Instant until) {
    private static final Pattern TERM = Pattern.compile("[a-z0-9]{1,80}");

    public Wanted {
      terms = terms.stream().map(List::copyOf).toList();
      if (!terms.stream().allMatch(Wanted::arePlain)) {
        throw new IllegalArgumentException("not terms: " + terms);
      }
    }

    private static boolean arePlain(List<String> any) {
      return !any.isEmpty() && any.stream().allMatch(term -> TERM.matcher(term).matches());
    }
  }

  Mark mark();

  /// Adds rows. What was known of those before `from.next()` is replaced.
  ///
  /// @return false, and nothing was done, where the mark is not `from` any more
  boolean add(Mark from, List<Row> rows, Mark to);

  /// The newest records with these terms, newest first.
  ///
  /// @param before only those with a lower `seq`
  List<Long> find(Wanted wanted, long before, int limit);

  /// Forgets all records before `below`; where that is all of them, the mark is `NOTHING` again.
  void drop(long below);

  /// Makes what was replaced and dropped unrecoverable. Takes as long as writing all of the index.
  void purge();

  @Override
  void close();
}
