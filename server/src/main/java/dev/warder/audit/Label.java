package dev.warder.audit;

import dev.warder.model.Decision;
import dev.warder.model.IdSource;
import dev.warder.model.Identity;
import dev.warder.model.Token;
import org.jspecify.annotations.Nullable;

/// What the index keeps of a record, so that most of a search need not read it.
///
/// Hashes only sort out what cannot match; what is found is always checked against the record.
///
/// @param time milliseconds
/// @param id hash of the record's id
/// @param who hash of the principal, or of an event's actor
/// @param what hash of the token's id, or of an event's subject
/// @param verdict first letter of a decision's verdict, 0 for an event
record Label(long time, long id, int who, int what, byte verdict) {
  static final String DECISION = "decision";

  /// By its pseudonym where the principal is sealed.
  static Label of(Decision decision, Seals seals) {
    Identity identity = decision.identity();
    Token token = identity == null ? decision.token() : identity.token();
    return of(
        decision.time().toEpochMilli(),
        decision.id(),
        token == null ? "" : who(token.principal().id(), seals),
        token == null ? "" : token.id(),
        decision.verdict().wire());
  }

  private static String who(String principal, Seals seals) {
    return seals.sealing() ? seals.key(principal).id() : principal;
  }

  private static String name(String plain, @Nullable SealKey key) {
    return key == null ? plain : key.id();
  }

  static Label of(Event event, Seals seals) {
    String actor = name(event.actor(), SealedEvents.actor(event, seals));
    String subject = name(event.subject(), SealedEvents.subject(event, seals));
    return of(event.time().toEpochMilli(), event.id(), actor, subject, null);
  }

  static Label of(long time, String id, String who, String what, @Nullable String verdict) {
    byte letter = verdict == null || verdict.isEmpty() ? 0 : (byte) verdict.charAt(0);
    return new Label(time, hash(id), who.hashCode(), what.hashCode(), letter);
  }

  boolean isDecision() {
    return verdict != 0;
  }

  /// An event without a subject: outcomes of calls with several tokens have none.
  boolean mayBeAboutSeveral() {
    return what == 0 && !isDecision();
  }

  /// The same at another time.
  Label at(long millis) {
    return new Label(millis, id, who, what, verdict);
  }

  static long hash(String id) {
    return IdSource.hash(id);
  }
}
