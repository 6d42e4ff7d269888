package dev.warder.api;

import dev.warder.audit.Entry;
import dev.warder.audit.JournalReader;
import dev.warder.audit.Page;
import dev.warder.audit.Query;
import dev.warder.model.Decision;
import dev.warder.model.Identity;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// Finds the decisions near a decision, on the same token: what may belong to its session.
final class SessionRecords {
  private static final Duration REACH = Duration.ofHours(12);
  private static final int MOST = 5000;
  private static final int PAGE = 500;

  private final JournalReader reader;

  SessionRecords(JournalReader reader) {
    this.reader = reader;
  }

  /// Oldest first; the newest `MOST` where there are more.
  ///
  /// @param upTo only records before this one, so that the same are found at every time
  List<Decision> around(Decision decision, long upTo) throws IOException {
    Identity identity = decision.identity();
    if (identity == null) {
      return List.of();
    }
    Instant since = decision.time().minus(REACH);
    Instant until = decision.time().plus(REACH);
    Query query =
        new Query("decision", identity.principal().id(), identity.token().id(), null, since, until);
    List<Decision> found = new ArrayList<>();
    OptionalLong before = OptionalLong.of(upTo);
    while (before.isPresent() && found.size() < MOST) {
      Page page = reader.page(query, before, Math.min(PAGE, MOST - found.size()));
      page.entries().stream().map(Entry::decision).forEach(each -> each.ifPresent(found::add));
      before = page.next();
    }
    return found.reversed();
  }
}
