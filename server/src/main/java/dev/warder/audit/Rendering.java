package dev.warder.audit;

import dev.warder.model.Form;
import dev.warder.model.Handover;
import java.time.Instant;

/// A recorded entry in a form that others understand: the same entry always becomes the same text.
public final class Rendering {
  private Rendering() {}

  /// A record that makes no sense is handed on as it stands: whoever receives it must see that it
  /// is there.
  ///
  /// What is sealed stays so: what is handed over cannot be forgotten.
  public static Handover of(Entry given, Form form) {
    Entry entry = given.closed();
    try {
      Facts facts = Facts.of(entry);
      Told told = Told.of(entry, facts);
      String text =
          switch (form) {
            case JSONL -> entry.json();
            case OCSF -> Ocsf.of(entry, facts, told).toString();
            case ECS -> Ecs.of(entry, facts, told).toString();
          };
      boolean grave = told.outcome() == Told.Outcome.FAILURE || told.isFinding();
      return new Handover(
          entry.seq(), entry.id(), facts.time(), entry.kind(), grave, facts.traceparent(), text);
    } catch (IllegalArgumentException e) {
      return new Handover(entry.seq(), "", Instant.EPOCH, entry.kind(), true, entry.json());
    }
  }
}
