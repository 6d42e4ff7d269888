package dev.warder.audit;

import dev.warder.audit.RecordIndex.Wanted;
import dev.warder.model.Fault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds records. The index says where to look; what is shown is read from the journal, and shown
/// only where it is what was asked for.
///
/// What the index does not know yet is looked through in the journal itself, so a search never
/// misses what was just written; and where there is no index, all of it is. Blocks on files; safe
/// for several threads.
public final class Search {
  private static final Logger LOG = LoggerFactory.getLogger(Search.class);
  private static final int MOST_LOOKS = 5_000;

  private final JournalReader reader;
  private final RecordIndex index;
  private final Runnable misfit;

  /// @param misfit is told of a row that does not fit its record
  public Search(JournalReader reader, RecordIndex index, Runnable misfit) {
    this.reader = reader;
    this.index = index;
    this.misfit = misfit;
  }

  /// Newest first.
  ///
  /// @param before where the last page ended; absent to begin with the newest
  public Page page(Query query, OptionalLong before, int limit) throws IOException {
    List<List<String>> terms = query.terms();
    if (terms.isEmpty() && query.until() == null) {
      return reader.page(query, before, limit);
    }
    long start = before.orElse(Long.MAX_VALUE);
    long known;
    try {
      known = index.mark().next();
    } catch (Fault.Unavailable e) {
      return without(e, query, start, limit);
    }
    List<Entry> found = new ArrayList<>();
    if (start > known) {
      Page tail = reader.page(query, known, start, limit);
      found.addAll(tail.entries());
      if (tail.next().isPresent() || found.size() >= limit) {
        return new Page(found, OptionalLong.of(tail.next().orElse(known)));
      }
      start = known;
    }
    Wanted wanted = new Wanted(terms, query.since(), query.until());
    return indexed(query, wanted, start, found, limit);
  }

  private Page indexed(Query query, Wanted wanted, long start, List<Entry> found, int limit)
      throws IOException {
    long before = start;
    for (int looks = 0; looks < MOST_LOOKS; ) {
      int asked = limit - found.size();
      List<Long> candidates;
      try {
        candidates = index.find(wanted, before, asked);
      } catch (Fault.Unavailable e) {
        return found.isEmpty() ? without(e, query, before, limit) : rest(found, before);
      }
      for (long seq : candidates) {
        reader.at(seq).filter(entry -> fits(query, wanted, entry)).ifPresent(found::add);
        before = seq;
      }
      looks += asked;
      if (candidates.size() < asked) {
        return new Page(found, OptionalLong.empty());
      }
      if (found.size() >= limit) {
        break;
      }
    }
    return rest(found, before);
  }

  private static Page rest(List<Entry> found, long before) {
    return new Page(found, before > 0 ? OptionalLong.of(before) : OptionalLong.empty());
  }

  private boolean fits(Query query, Wanted wanted, Entry entry) {
    if (query.matches(entry)) {
      return true;
    }
    var terms = Terms.of(Facts.of(entry));
    if (!wanted.terms().stream().allMatch(any -> any.stream().anyMatch(terms::contains))) {
      misfit.run();
    }
    return false;
  }

  private Page without(Fault.Unavailable e, Query query, long before, int limit)
      throws IOException {
    LOG.debug("searching without the index", e);
    return reader.page(query, 0, before, limit);
  }
}
