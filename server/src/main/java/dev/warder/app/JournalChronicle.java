package dev.warder.app;

import dev.warder.audit.Journal;
import dev.warder.audit.Ledger;
import dev.warder.model.IdSource;
import dev.warder.stepup.Chronicle;
import java.time.InstantSource;
import java.util.Map;

/// What becomes of challenges, as records of the journal.
public final class JournalChronicle implements Chronicle {
  private final Ledger ledger;

  public JournalChronicle(Journal journal, IdSource ids, InstantSource clock) {
    this.ledger = new Ledger(journal, ids, clock);
  }

  @Override
  public void ahead(String kind, String actor, String subject, Map<String, Object> details) {
    ledger.ahead(kind, actor, subject, details);
  }

  @Override
  public void later(String kind, String actor, String subject, Map<String, Object> details) {
    var _ = ledger.append(kind, actor, subject, details);
  }
}
