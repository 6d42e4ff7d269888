package dev.warder.react;

import dev.warder.audit.Journal;
import dev.warder.audit.Ledger;
import dev.warder.model.Fault;
import dev.warder.model.IdSource;
import dev.warder.notify.outbox.Notice;
import dev.warder.notify.outbox.Outbox;
import dev.warder.notify.outbox.Recipient;
import dev.warder.notify.outbox.Urgency;
import dev.warder.policy.Hold;
import dev.warder.policy.IncidentFacts;
import dev.warder.policy.PolicyEngine;
import dev.warder.policy.Reaction;
import dev.warder.policy.Wanted;
import dev.warder.token.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Does what rules want done: each thing once per incident, recorded before it is done, and counted
/// against the hour. For one thread.
public final class Actions {
  private static final int REMEMBERED = 20_000;

  private final PolicyEngine policy;
  private final Targets targets;
  private final Tokens tokens;
  private final Outbox outbox;
  private final Ledger records;
  private final IdSource ids;
  private final InstantSource clock;
  private final Brakes brakes;
  private final Map<String, Boolean> done =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > REMEMBERED;
        }
      };

  public Actions(
      PolicyEngine policy,
      Tokens tokens,
      Outbox outbox,
      Journal journal,
      IdSource ids,
      InstantSource clock,
      Limits limits) {
    this.policy = policy;
    this.targets = new Targets(tokens);
    this.tokens = tokens;
    this.outbox = outbox;
    this.records = new Ledger(journal, ids, clock);
    this.ids = ids;
    this.clock = clock;
    this.brakes = new Brakes(limits);
  }

  /// How often something was not done because too much had been done within the hour.
  long limited() {
    return brakes.limited();
  }

  void carryOut(Wanted wanted, IncidentFacts incident) {
    if (wanted.failure() != null) {
      if (isNew(wanted, incident, "failed")) {
        record("failed", wanted, incident, "", Map.of("because", wanted.failure()));
      }
      return;
    }
    boolean counts = wanted.counts() && !brakes.isShadow();
    switch (wanted.reaction()) {
      case Reaction.Notify(List<String> names) -> tell(wanted, incident, names, counts);
      case Reaction.Impose impose ->
          targets.of(impose.whom(), incident).forEach(t -> hold(wanted, incident, t, counts));
      case Reaction.RaiseRisk raise ->
          targets.of(raise.whom(), incident).forEach(t -> hold(wanted, incident, t, counts));
      case Reaction.Revoke revoke ->
          targets.living(revoke.whom(), incident).forEach(t -> revoke(wanted, incident, t, counts));
    }
  }

  private void hold(Wanted wanted, IncidentFacts incident, String target, boolean counts) {
    if (mayGoOn(wanted, incident, target, counts)) {
      Hold hold = hold(wanted, incident, target);
      Map<String, Object> details = new LinkedHashMap<>();
      details.put("hold", hold.id());
      details.put("until", hold.until());
      record("taken", wanted, incident, target, details);
      policy.standing().put(hold);
      told(wanted, incident, target, "until " + hold.until() + "; undo with hold " + hold.id());
    }
  }

  private Hold hold(Wanted wanted, IncidentFacts incident, String target) {
    Instant now = clock.instant();
    String id = ids.next("hld_");
    return switch (wanted.reaction()) {
      case Reaction.Impose(var effect, Duration lasts, var whom) ->
          new Hold(id, whom, target, wanted.rule(), incident.id(), effect, 0, now, now.plus(lasts));
      case Reaction.RaiseRisk(double points, Duration lasts, var whom) ->
          new Hold(
              id, whom, target, wanted.rule(), incident.id(), null, points, now, now.plus(lasts));
      case Reaction.Revoke revoke -> throw new IllegalArgumentException("revoking holds nothing");
      case Reaction.Notify notify -> throw new IllegalArgumentException("telling holds nothing");
    };
  }

  private void revoke(Wanted wanted, IncidentFacts incident, String token, boolean counts) {
    if (mayGoOn(wanted, incident, token, counts)) {
      var prepared = tokens.revoke(token, "incident " + incident.id());
      record("taken", wanted, incident, token, Map.of());
      var _ = prepared.commit();
      told(wanted, incident, token, "this is final");
    }
  }

  private void tell(Wanted wanted, IncidentFacts incident, List<String> names, boolean counts) {
    // again where it has become worse
    if (isNew(wanted, incident, incident.severity()) && isMeant(wanted, incident, "", counts)) {
      List<? extends Recipient> whom =
          names.isEmpty()
              ? List.of(new Recipient.Operators())
              : names.stream().map(Recipient.Named::new).toList();
      int told = outbox.send(notice(wanted, incident, "", "a rule asks to tell you"), whom);
      record("taken", wanted, incident, "", Map.of("targets", told));
    }
  }

  /// Whether it is to be done now, to this target: not done yet, meant in earnest, and allowed.
  private boolean mayGoOn(Wanted wanted, IncidentFacts incident, String target, boolean counts) {
    if (!isNew(wanted, incident, target) || !isMeant(wanted, incident, target, counts)) {
      return false;
    }
    if (brakes.ask(clock.instant()) == Brakes.Word.GO) {
      return true;
    }
    record("limited", wanted, incident, target, Map.of("perHour", brakes.perHour()));
    told(wanted, incident, target, "not done: more than " + brakes.perHour() + " an hour");
    return false;
  }

  private boolean isMeant(Wanted wanted, IncidentFacts incident, String target, boolean counts) {
    if (!counts) {
      record("shadow", wanted, incident, target, Map.of());
    }
    return counts;
  }

  private boolean isNew(Wanted wanted, IncidentFacts incident, String target) {
    boolean first = done.put(wanted.rule() + " " + incident.id() + " " + target, true) == null;
    return first && !policy.standing().hasHeld(wanted.rule(), incident.id(), target);
  }

  private void told(Wanted wanted, IncidentFacts incident, String target, String more) {
    var _ = outbox.send(notice(wanted, incident, target, more), List.of(new Recipient.Operators()));
  }

  private Notice notice(Wanted wanted, IncidentFacts incident, String target, String more) {
    Instant now = clock.instant();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("incident", incident.id());
    facts.put("rule", wanted.rule());
    facts.put("reaction", wanted.reaction().wire());
    facts.put("target", target);
    return new Notice(
        ids.next("ntc_"),
        Notice.REACTION,
        incident.id(),
        now,
        now.plus(Notice.USUAL_PATIENCE),
        urgency(incident),
        false,
        wanted.reaction().wire() + (target.isEmpty() ? "" : " of " + target),
        "About incident " + incident.id() + ": " + more + ".",
        facts);
  }

  private static Urgency urgency(IncidentFacts incident) {
    return Urgency.valueOf(incident.severity().toUpperCase(Locale.ROOT));
  }

  /// Returns when it is durable.
  ///
  /// @throws Fault.Unavailable where it is not: then nothing is done
  private void record(
      String outcome,
      Wanted wanted,
      IncidentFacts incident,
      String target,
      Map<String, Object> more) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("reaction", wanted.reaction().wire());
    details.put("rule", wanted.rule());
    details.put("incident", incident.id());
    details.putAll(more);
    records.ahead("reaction." + outcome, "react", target, details);
  }
}
