package dev.warder.app;

import dev.warder.audit.Event;
import dev.warder.model.ChallengeOpened;
import dev.warder.model.IdSource;
import dev.warder.monitor.Incident;
import dev.warder.monitor.Severity;
import dev.warder.monitor.Story;
import dev.warder.notify.outbox.Delivery;
import dev.warder.notify.outbox.Notice;
import dev.warder.notify.outbox.Urgency;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// An incident or a question in the words of those who are told of it: the journal, and people.
final class Tellings {
  private Tellings() {}

  static Event record(Incident incident, IdSource ids, InstantSource clock) {
    return new Event(
        ids.next("evt_"),
        clock.instant(),
        "incident." + incident.state().wire(),
        "monitor",
        incident.id(),
        Map.of(
            "about", incident.subject().wire(),
            "severity", incident.severity().wire(),
            "tokens", incident.tokens(),
            "story", Story.of(incident)));
  }

  static Event lost(Delivery delivery, IdSource ids, InstantSource clock) {
    return new Event(
        ids.next("evt_"),
        clock.instant(),
        "notify.undeliverable",
        "notify",
        delivery.notice().about(),
        Map.of("target", delivery.target(), "notice", delivery.notice().id()));
  }

  static Notice notice(Incident incident) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("incident", incident.id());
    facts.put("subject", incident.subject().wire());
    facts.put("severity", incident.severity().wire());
    facts.put("state", incident.state().wire());
    if (!incident.tokens().isEmpty()) {
      facts.put("tokens", String.join(" ", incident.tokens()));
    }
    if (incident.state().isOpen()) {
      facts.put("suggestion", Story.suggestion(incident));
    }
    return new Notice(
        incident.id() + "." + incident.version(),
        Notice.INCIDENT,
        incident.id(),
        incident.lastAt(),
        incident.lastAt().plus(Notice.USUAL_PATIENCE),
        urgency(incident.severity()),
        !incident.state().isOpen(),
        title(incident),
        Story.of(incident),
        facts);
  }

  /// For the owner of a machine, who can answer.
  static Notice notice(ChallengeOpened asked) {
    String who = asked.principal().id() + " (" + asked.principal().kind().wire() + ")";
    String call = asked.method() + " " + asked.host() + asked.path();
    String from = asked.source() == null ? "somewhere" : asked.source().toString();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("challenge", asked.id());
    facts.put("decision", asked.decisionId());
    facts.put("principal", asked.principal().id());
    facts.put("token", asked.tokenId());
    facts.put("owner", asked.owner() == null ? "nobody" : asked.owner());
    facts.put("call", call);
    facts.put("from", (from + " " + asked.where()).strip());
    facts.put("client", asked.client());
    facts.put("score", Integer.toString(asked.score()));
    facts.put("rules", String.join(" ", asked.rules()));
    facts.put("answer", asked.verificationUri().reveal());
    String text =
        who
            + " wants "
            + call
            + " from "
            + from
            + ". Risk "
            + asked.score()
            + " of 100. "
            + String.join(". ", asked.because())
            + " Answer at "
            + asked.verificationUri().reveal();
    return new Notice(
        asked.id() + ".opened",
        Notice.CHALLENGE,
        asked.id(),
        asked.openedAt(),
        asked.expiresAt(),
        Urgency.HIGH,
        false,
        who + " needs its owner's word",
        text,
        facts);
  }

  private static String title(Incident incident) {
    String about = incident.subject().wire().replace(":", " ");
    return switch (incident.state()) {
      case OPEN -> incident.severity().wire() + " incident: " + about;
      case ACKNOWLEDGED -> "somebody looks into the incident of " + about;
      case RESOLVED -> "resolved: the incident of " + about;
      case FALSE_ALARM -> "a false alarm: the incident of " + about;
    };
  }

  private static Urgency urgency(Severity severity) {
    return switch (severity) {
      case INFO -> Urgency.INFO;
      case LOW -> Urgency.LOW;
      case MEDIUM -> Urgency.MEDIUM;
      case HIGH -> Urgency.HIGH;
      case CRITICAL -> Urgency.CRITICAL;
    };
  }
}
