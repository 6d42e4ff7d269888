package dev.warder.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.model.IdSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Records that were written after whoever waited for them had given up.
class UnansweredTest {
  private final IdSource ids = new IdSource(InstantSource.system(), new Random(1));
  private final List<Long> learned = new ArrayList<>();

  @Test
  void areNamedAndLearnedInOrderAllTheSame(@TempDir Path data) throws IOException {
    JournalSettings settings = JournalSettings.of(data, "test");
    try (Journal journal = Journal.open(settings, ids, InstantSource.system())) {
      // The first record holds the writer's thread until the second was given up.
      CompletableFuture<Void> gate = new CompletableFuture<>();
      CompletableFuture<Long> first = journal.append(event("first"), seq -> gate.join());
      CompletableFuture<Long> second = journal.append(event("second"), learned::add);
      second.cancel(false);
      gate.complete(null);
      long last = journal.append(event("third"), learned::add).join();
      assertThat(learned).containsExactly(first.join() + 1, last);
    }
    try (JournalReader reader = JournalReader.open(data)) {
      List<Event> told = new ArrayList<>();
      var _ = reader.forEach(0, entry -> entry.event().map(told::add).isPresent());
      assertThat(told).extracting(Event::kind).contains("second", "journal.unanswered");
      Event unanswered =
          told.stream()
              .filter(e -> e.kind().equals("journal.unanswered"))
              .findFirst()
              .orElseThrow();
      assertThat(unanswered.details()).containsEntry("records", List.of(learned.getFirst()));
    }
  }

  private Event event(String kind) {
    return new Event(ids.next("evt_"), Instant.EPOCH, kind, "test", "subject", Map.of());
  }
}
