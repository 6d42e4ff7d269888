package dev.warder.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warder.audit.RecordIndex.Mark;
import dev.warder.audit.RecordIndex.Row;
import dev.warder.model.Decision;
import dev.warder.model.Fault;
import dev.warder.store.sqlite.SqliteRecordIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class SearchIndexTest extends SearchedJournal {
  @Test
  void anIndexThatIsGoneDamagedOrOfAnotherJournalIsMadeAnew() throws IOException {
    write(200);
    Map<String, String> denied = Map.of("verdict", "deny");
    List<String> right = expected(d -> d.verdict().wire().equals("deny"));
    List<Runnable> harm =
        List.of(
            () -> delete(file()),
            () -> write(file(), "this is no database, but text that is long enough to be read"),
            () -> index.add(index.mark(), List.of(), new Mark(150, "f".repeat(64))),
            () -> index.add(index.mark(), List.of(), new Mark(9_000, index.mark().last())));
    for (Runnable each : harm) {
      new Indexing(reader, index).catchUp(seq -> {});
      index.close();
      openIndex();
      each.run();
      index.close();
      openIndex();
      new Indexing(reader, index).catchUp(seq -> {});
      assertThat(index.mark().next()).isEqualTo(201);
      assertThat(found(denied, 50)).isEqualTo(right);
    }
  }

  @Test
  void aRowThatDoesNotFitItsRecordIsNotShownAndTold() throws IOException {
    write(100);
    new Indexing(reader, index).catchUp(seq -> {});
    List<Row> lies = new ArrayList<>();
    for (int seq = 0; seq < 100; seq++) {
      lies.add(new Row(seq, START, Terms.of(Facts.of(reader.at(40).orElseThrow()))));
    }
    Mark mark = index.mark();
    assertThat(index.add(mark, lies, mark)).isTrue();
    Decision told = written.get(40);
    assertThat(found(Map.of("verdict", told.verdict().wire()), 50))
        .isEqualTo(expected(d -> d.verdict().wire().equals(told.verdict().wire())));
    assertThat(misfits).hasPositiveValue();
  }

  @Test
  void whatAnotherProcessAddedIsNotAddedTwice() throws IOException {
    write(50);
    Mark before = index.mark();
    new Indexing(reader, index).catchUp(seq -> {});
    Row row = new Row(0, START, Set.of("vallow"));
    assertThat(index.add(before, List.of(row), new Mark(1, ""))).isFalse();
    assertThat(index.mark().next()).isEqualTo(51);
  }

  @Test
  void whatRetentionRemovedIsForgotten() throws IOException {
    write(2_100);
    new Indexing(reader, index).catchUp(seq -> {});
    new Indexing(reader, index).dropBelow(1_500);
    var wanted = new RecordIndex.Wanted(Terms.one(Terms.VERDICT, "deny"), null, null);
    assertThat(index.find(wanted, Long.MAX_VALUE, 5_000))
        .isNotEmpty()
        .allMatch(seq -> seq >= 1_500);
    index.close();
    openIndex();
    assertThat(index.mark().next()).isEqualTo(2_101);
  }

  @Test
  void whatWasForgottenIsNotInTheFileAnyMore() throws IOException {
    write(200);
    new Indexing(reader, index).catchUp(seq -> {});
    String term = Terms.one(Terms.WHO, "alice").getFirst().getFirst();
    index.close();
    assertThat(Files.readString(file(), java.nio.charset.StandardCharsets.ISO_8859_1))
        .contains(term.substring(1));
    openIndex();
    List<Row> rows = new ArrayList<>();
    for (int seq = 0; seq < 200; seq++) {
      if (principal(written.get(seq)).equals("alice")) {
        rows.add(new Row(seq, START, Set.of("vdeny")));
      }
    }
    index.add(index.mark(), rows, index.mark());
    index.purge();
    index.close();
    try (var files = Files.list(data)) {
      for (Path each : files.filter(f -> f.toString().contains("audit-index")).toList()) {
        assertThat(Files.readString(each, java.nio.charset.StandardCharsets.ISO_8859_1))
            .doesNotContain(term.substring(1));
      }
    }
    openIndex();
  }

  @Test
  void withoutAPlaceForTheIndexTheJournalIsSearched() throws IOException {
    write(100);
    index.close();
    index = new SqliteRecordIndex(data.resolve("no").resolve("such").resolve("folder.db"));
    search = new Search(reader, index, misfits::incrementAndGet);
    assertThatThrownBy(index::mark).isInstanceOf(Fault.Unavailable.class);
    assertThat(found(Map.of("verdict", "deny"), 50))
        .isEqualTo(expected(d -> d.verdict().wire().equals("deny")));
  }

  @Test
  void theFeederFollowsAndCatchesUp() throws IOException {
    write(2_050);
    try (IndexFeeder feeder = new IndexFeeder(JournalReader.open(data), index)) {
      awaitLag(feeder, 0);
      write(50);
      awaitLag(feeder, 0);
    }
    assertThat(index.mark().next()).isEqualTo(2_102);
    write(10);
    try (IndexFeeder feeder = new IndexFeeder(JournalReader.open(data), index)) {
      awaitLag(feeder, 0);
      feeder.doubt();
      awaitLag(feeder, 0);
      feeder.forget("alice");
      assertThat(feeder.trouble()).isEmpty();
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void awaitLag(IndexFeeder feeder, long lag) {
    while (feeder.lag() != lag) {
      LockSupport.parkNanos(2_000_000);
    }
  }
}
