package dev.warder.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.model.Decision;
import dev.warder.store.sqlite.SqliteRecordIndex;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A journal of varied calls, and a search in it.
abstract class SearchedJournal {
  static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

  @TempDir Path data;
  final List<Decision> written = new ArrayList<>();
  final AtomicInteger misfits = new AtomicInteger();
  Journal journal;
  JournalReader reader;
  SqliteRecordIndex index;
  Search search;

  @BeforeEach
  void open() throws IOException {
    JournalSettings settings = JournalSettings.of(data, "n1");
    journal = Journal.open(settings, Samples.ids(), InstantSource.system());
    reader = JournalReader.open(data);
    openIndex();
  }

  final void openIndex() {
    index = new SqliteRecordIndex(file());
    search = new Search(reader, index, misfits::incrementAndGet);
  }

  final Path file() {
    return data.resolve("audit-index.db");
  }

  @AfterEach
  void close() throws IOException {
    index.close();
    reader.close();
    journal.close();
  }

  /// Times go forth by seconds, and a few times back by minutes: clocks are set.
  final void write(int count) {
    VariedCalls calls = new VariedCalls(count);
    for (int i = 0; i < count; i++) {
      int seconds = written.size() - (written.size() % 1_000 > 900 ? 600 : 0);
      Decision decision = calls.next(START.plusSeconds(Math.max(0, seconds)));
      written.add(decision);
      var _ = journal.append(decision);
    }
    journal.append(new Event(Samples.ids().next("evt_"), START, "x", "a", "s", Map.of())).join();
  }

  final List<String> found(Map<String, String> conditions, int limit) throws IOException {
    List<String> ids = new ArrayList<>();
    OptionalLong next = OptionalLong.empty();
    do {
      Page page = search.page(Query.parse(conditions), next, limit);
      assertThat(page.entries().size()).isLessThanOrEqualTo(limit);
      page.entries().forEach(entry -> ids.add(entry.id()));
      next = page.next();
    } while (next.isPresent());
    return ids;
  }

  final List<String> expected(Predicate<Decision> predicate) {
    return written.reversed().stream().filter(predicate).map(Decision::id).toList();
  }

  static String principal(Decision decision) {
    return decision.identity() == null ? "" : decision.identity().principal().id();
  }
}
