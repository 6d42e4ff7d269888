package dev.warder.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.model.Decision;
import dev.warder.model.Form;
import dev.warder.store.sqlite.SqliteRecordIndex;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealsTest {

  private static final List<String> PERSONAL =
      List.of("\"alice\"", "203.0.113.7", "aws-cli/2.13.5 Python", "10.1.2.3");

  @TempDir Path data;

  private Journal open() throws IOException {
    JournalSettings settings = JournalSettings.of(data, "n1").withSeal(true);
    return Journal.open(settings, Samples.ids(), InstantSource.system());
  }

  private static Event event(String id) {
    return new Event(
        id,
        Instant.now(),
        "token.created",
        "alice",
        "tok_1",
        Map.of("principal", "alice", "by", Map.of("token", "tok_2", "address", "10.1.2.3")));
  }

  private Decision written(Journal journal) {
    Decision decision = Samples.usual(Samples.ids().next("dec_"));
    journal.append(decision).join();
    journal.append(event("evt_1")).join();
    return decision;
  }

  private Map<Path, String> files() throws IOException {
    Map<Path, String> contents = new HashMap<>();
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(file, Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return contents;
  }

  private static Query of(String principal) {
    return new Query(null, principal, null, null, null, null);
  }

  private static Query by(String name, String value) {
    return Query.parse(Map.of(name, value));
  }

  @Test
  void personalFieldsStandNowhereInTheClearAndAreReadWithTheKey() throws IOException {
    Decision decision;
    try (Journal journal = open()) {
      decision = written(journal);
      for (int restart = 0; restart < 2; restart++) {
        try (JournalReader reader = JournalReader.open(data, journal.seals())) {
          Entry entry = reader.at(0).orElseThrow();
          assertThat(entry.isSealed()).isFalse();
          assertThat(entry.opened()).contains("\"alice\"", "203.0.113.7");
          Decision read = entry.decision().orElseThrow();
          assertThat(read.attempt().source()).isEqualTo(decision.attempt().source());
          assertThat(read.attempt().userAgent()).isEqualTo(decision.attempt().userAgent());
          assertThat(read.token())
              .hasToString(String.valueOf(decision.token()).replace("[p1]", "[]"));
          Event event = reader.at(1).orElseThrow().event().orElseThrow();
          assertThat(event)
              .isEqualTo(
                  new Event(
                      "evt_1",
                      event.time(),
                      event.kind(),
                      event.actor(),
                      event.subject(),
                      event("evt_1").details()));
          assertThat(reader.page(of("alice"), OptionalLong.empty(), 10).entries()).hasSize(2);
          assertThat(reader.page(of("bob"), OptionalLong.empty(), 10).entries()).isEmpty();
        }
        Files.deleteIfExists(data.resolve("journal/00000000000000000000.index"));
      }
    }
    files()
        .forEach((file, content) ->
            PERSONAL.forEach(each -> assertThat(content).as("%s", file).doesNotContain(each)));
    try (Journal journal = open();
        JournalReader reader = JournalReader.open(data, journal.seals())) {
      assertThat(reader.at(0).orElseThrow().isSealed()).isFalse();
    }
  }

  @Test
  void whatWasForgottenIsUnreadableAndTheProofHolds() throws IOException {
    try (Journal journal = open();
        JournalReader reader = JournalReader.open(data, journal.seals())) {
      written(journal);
      String pseudonym = journal.seals().forget("alice").orElseThrow();
      Entry entry = reader.at(0).orElseThrow();
      assertThat(entry.isSealed()).isTrue();
      assertThat(entry.decision()).isEmpty();
      assertThat(entry.opened()).contains(pseudonym).doesNotContain("\"alice\"", "203.0.113.7");
      assertThat(reader.at(1).orElseThrow().event().orElseThrow().actor()).isEqualTo(pseudonym);
      assertThat(reader.page(of("alice"), OptionalLong.empty(), 10).entries()).isEmpty();
      assertThat(journal.seals().forget("alice")).isEmpty();

      written(journal);
      assertThat(reader.page(of("alice"), OptionalLong.empty(), 10).entries()).hasSize(2);
      assertThat(journal.seals().pseudonym("alice").orElseThrow()).isNotEqualTo(pseudonym);
      journal.seals().forget("alice");
    }
    assertThat(JournalVerifier.verify(data, null, null)).isInstanceOf(Examination.Intact.class);
    for (String line : Files.readAllLines(data.resolve("keys/seals"))) {
      assertThat(line).matches("sk_[0-9a-f]{24} - YWxpY2U="); // no key, until all is done
    }
    try (Journal journal = open();
        JournalReader reader = JournalReader.open(data, journal.seals())) {
      assertThat(reader.at(0).orElseThrow().isSealed()).isTrue();
    }
  }

  /// A nonce that comes twice under one key gives both texts away.
  @Test
  void noNonceComesTwice() {
    Set<String> seen = new HashSet<>();
    for (long count = (1L << 32) - 500; count < (1L << 32) + 500; count++) {
      assertThat(seen.add(SealKey.text(SealKey.nonce(-1, count)))).isTrue();
    }
  }

  @Test
  void aSealIsOpenedByItsOwnKeyAloneAndOnlyWhole() {
    SealKey key = new SealKey("sk_1", "alice", new byte[SealKey.LENGTH]);
    SealKey other =
        new SealKey(
            "sk_2", "bob", "another key of thirty-two bytes.".getBytes(StandardCharsets.US_ASCII));
    byte[] nonce = SealKey.nonce(1, 1);
    byte[] sealed = key.seal(nonce, "203.0.113.7");
    assertThat(key.open(SealKey.text(nonce), SealKey.text(sealed))).isEqualTo("203.0.113.7");
    assertThat(other.open(SealKey.text(nonce), SealKey.text(sealed))).isNull();
    sealed[0] ^= 1;
    assertThat(key.open(SealKey.text(nonce), SealKey.text(sealed))).isNull();
    assertThat(key.open("", "")).isNull();
    assertThat(key.open(SealKey.text(nonce), "")).isNull();
  }

  private List<Long> found(Search search, Query query) throws IOException {
    return search.page(query, OptionalLong.empty(), 10).entries().stream().map(Entry::seq).toList();
  }

  /// Where it stands in the index in the clear, a search engine would find it.
  private List<Long> indexed(RecordIndex index, Query query) {
    return index.find(new RecordIndex.Wanted(query.terms(), null, null), Long.MAX_VALUE, 10);
  }

  @Test
  void theSearchIndexFindsWhatIsSealedUntilItIsForgotten() throws IOException {
    Query network = by("address", "203.0.113.0/24");
    try (Journal journal = open();
        JournalReader reader = JournalReader.open(data, journal.seals());
        RecordIndex index = new SqliteRecordIndex(data.resolve("audit-index.db"))) {
      written(journal);
      new Indexing(JournalReader.open(data, journal.seals()), index).catchUp(done -> {});
      Search search = new Search(reader, index, () -> {});
      assertThat(found(search, of("alice"))).containsExactly(1L, 0L);
      assertThat(found(search, network)).containsExactly(0L);
      assertThat(found(search, by("address", "10.1.2.3"))).containsExactly(1L);
      assertThat(indexed(index, network)).isNotEmpty();

      String pseudonym = journal.seals().forget("alice").orElseThrow();
      try (IndexFeeder feeder = new IndexFeeder(JournalReader.open(data, journal.seals()), index)) {
        feeder.forget(pseudonym);
      }
      for (Query query : List.of(of("alice"), network, by("text", "alice"))) {
        assertThat(found(search, query)).isEmpty();
        assertThat(indexed(index, query)).isEmpty();
      }
      assertThat(found(search, of(pseudonym))).containsExactly(1L, 0L);
      assertThat(found(search, by("verdict", "allow"))).containsExactly(0L);
    }
  }

  @Test
  void anotherProcessThatIndexedMeanwhileForgetsToo() throws IOException {
    try (Journal journal = open();
        RecordIndex index = new SqliteRecordIndex(data.resolve("audit-index.db"))) {
      written(journal);
      Indexing other = new Indexing(JournalReader.open(data), index);
      journal.seals().forget("alice");
      other.rebuild(done -> {});
      assertThat(indexed(index, of("alice"))).isNotEmpty();
      other.forgetMeanwhile(Seals.of(data));
      assertThat(indexed(index, of("alice"))).isEmpty();
    }
  }

  @Test
  void whatACrashLeftUndoneIsKnownAtTheNextStart() throws IOException {
    try (Journal journal = open()) {
      written(journal);
      journal.seals().forget("alice");
    }
    try (Journal journal = open()) {
      List<Seals.Forgotten> left = journal.seals().unfinished();
      assertThat(left).extracting(Seals.Forgotten::principal).containsExactly("alice");
      journal.seals().finished(left.getFirst());
    }
    assertThat(Files.readString(data.resolve("keys/seals"))).isEmpty();
  }

  @Test
  void whatMerelyLooksSealedIsLeftAlone() throws IOException {
    try (Journal journal = open();
        JournalReader reader = JournalReader.open(data, journal.seals())) {
      written(journal);
      Object forged = Map.of("sealed", Map.of("keyId", 5L, "more", List.of("x")));
      Map<String, Object> details = Map.of("principal", forged, "x", forged, "by", forged);
      Event event = new Event("evt_2", Instant.now(), "a.b", "system", "", details);
      journal.append(event).join();
      Entry entry = reader.at(2).orElseThrow();
      assertThat(entry.event()).isPresent();
      assertThat(reader.page(Query.ALL, OptionalLong.empty(), 10).entries()).hasSize(3);
      assertThat(Rendering.of(entry, Form.OCSF).text()).contains("a.b");
    }
  }

  @Test
  void whatIsHandedOverStaysSealed() throws IOException {
    try (Journal journal = open();
        JournalReader reader = JournalReader.open(data, journal.seals())) {
      written(journal);
      for (long seq = 0; seq < 2; seq++) {
        Entry entry = reader.at(seq).orElseThrow();
        for (Form form : Form.values()) {
          String text = Rendering.of(entry, form).text();
          assertThat(text).contains(journal.seals().pseudonym("alice").orElseThrow());
          PERSONAL.forEach(each -> assertThat(text).doesNotContain(each));
        }
      }
    }
  }
}
