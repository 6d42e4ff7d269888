package dev.warder.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The parts of OCSF events that more than one class has.
final class OcsfObjects {
  private static final List<String> LEVELS = List.of("Info", "Low", "Medium", "High", "Critical");

  private final Entry entry;
  private final Facts facts;
  private final Told told;
  private final Json record;
  private final @Nullable Json attempt;

  OcsfObjects(Entry entry, Facts facts, Told told) {
    this.entry = entry;
    this.facts = facts;
    this.told = told;
    this.record = facts.record();
    this.attempt = record.at("attempt");
  }

  void metadata(ObjectNode metadata) {
    metadata.put("version", Ocsf.VERSION);
    metadata.put("uid", entry.id()).put("sequence", entry.seq());
    metadata.put("event_code", entry.kind());
    metadata.put("log_name", "warder.audit").put("log_provider", record.text("node"));
    metadata.putObject("product").put("name", "Warder").put("vendor_name", "Warder");
    if (entry.kind().equals(Label.DECISION)) {
      metadata.putArray("profiles").add("security_control");
    }
  }

  void actor(ObjectNode actor) {
    user(actor.putObject("user"));
    if (entry.kind().equals(Label.DECISION) && facts.what() != null) {
      actor.putObject("session").put("credential_uid", facts.what());
    }
  }

  void user(ObjectNode user) {
    String who = facts.who();
    boolean known = who != null && !who.isEmpty();
    user.put("name", known ? who : "unknown");
    Json identity = record.at("identity");
    String kind = identity == null ? "" : identity.text("kind");
    switch (kind) {
      case "user" -> user.put("type_id", 1).put("type", "User");
      case "service" -> user.put("type_id", 4).put("type", "Service");
      case "agent" -> user.put("type_id", 99).put("type", "agent");
      default -> user.put("type_id", 0).put("type", "Unknown");
    }
    if (known) {
      user.put("uid", who);
    }
  }

  /// What was asked for: method and route of a call, or the kind of an event.
  String operation() {
    if (attempt == null) {
      return entry.kind();
    }
    Json action = record.at("action");
    String path = action == null ? null : action.optional("template");
    return attempt.text("method") + " " + (path == null ? attempt.text("path") : path);
  }

  void api(ObjectNode api) {
    api.put("operation", operation());
    api.putObject("service").put("name", attempt == null ? "Warder" : attempt.text("host"));
    ObjectNode request = api.putObject("request").put("uid", entry.id());
    if (!facts.rules().isEmpty()) {
      ArrayNode flags = request.putArray("flags");
      facts.rules().forEach(flags::add);
    }
  }

  void source(ObjectNode source) {
    if (facts.source() == null) {
      source.put("name", attempt == null ? record.text("node") : "unknown");
      return;
    }
    source.put("ip", facts.source().toString());
    Json context = record.at("context");
    Json place = context == null ? null : context.at("place");
    if (place == null) {
      return;
    }
    if (facts.country() != null) {
      ObjectNode location = source.putObject("location").put("country", facts.country());
      String city = place.optional("city");
      if (city != null) {
        location.put("city", city);
      }
    }
    autonomousSystem(source, place);
  }

  private static void autonomousSystem(ObjectNode source, Json place) {
    long number = place.number("asn", 0);
    if (number > 0) {
      ObjectNode system = source.putObject("autonomous_system").put("number", number);
      String name = place.optional("asnName");
      if (name != null) {
        system.put("name", name);
      }
    }
  }

  /// Of calls alone. Queries are never recorded, so there are none.
  void http(ObjectNode event) {
    if (attempt == null) {
      return;
    }
    ObjectNode request = event.putObject("http_request");
    request.put("uid", entry.id()).put("http_method", attempt.text("method"));
    String agent = userAgent();
    if (agent != null) {
      request.put("user_agent", agent);
    }
    ObjectNode url = request.putObject("url");
    url.put("scheme", attempt.text("scheme")).put("path", attempt.text("path"));
    if (!attempt.text("host").isEmpty()) {
      url.put("hostname", attempt.text("host"));
    }
  }

  private @Nullable String userAgent() {
    Json headers = attempt == null ? null : attempt.at("headers");
    String header = headers == null ? null : headers.unsealed("user-agent");
    Json context = record.at("context");
    return header != null || context == null ? header : context.unsealed("userAgent");
  }

  /// How risky a finding's call was.
  void risk(ObjectNode event, ObjectNode analytic) {
    Json risk = record.at("risk");
    if (risk == null) {
      return;
    }
    analytic.put("version", risk.text("model"));
    int level =
        Math.max(0, List.of("low", "medium", "high", "critical").indexOf(risk.text("level")));
    event.put("risk_score", facts.score());
    event.put("risk_level_id", level + 1).put("risk_level", LEVELS.get(level + 1));
    double confidence = risk.decimal("confidence");
    event.put("confidence_score", (int) Math.round(100 * confidence));
    int id = confidence < 1 / 3.0 ? 1 : confidence < 2 / 3.0 ? 2 : 3;
    event.put("confidence_id", id).put("confidence", LEVELS.get(id));
    StringBuilder details = new StringBuilder();
    for (Json factor : risk.list("factors")) {
      details.append(details.isEmpty() ? "" : ", ").append(factor.text("name"));
      details.append(' ').append(factor.decimal("points"));
    }
    event.put("risk_details", details.toString());
  }

  /// Profile `trace`, which the classes for logins and findings do not have.
  void trace(ObjectNode event) {
    String traceparent = facts.traceparent();
    if (!traceparent.isEmpty()) {
      event.putObject("trace").put("uid", traceparent.split("-")[1]);
      event.withObject("metadata").withArray("profiles").add("trace");
    }
  }

  /// What the schema has no place for.
  void unmapped(ObjectNode event) {
    ObjectNode unmapped = event.putObject("unmapped");
    unmapped.put("prev", record.text("prev"));
    if (facts.verdict() != null) {
      unmapped.put("verdict", facts.verdict());
    }
    if (told.isFinding() || facts.score() < 0) {
      Json details = record.at("details");
      if (details != null) {
        unmapped.set("details", details.node());
      }
      return;
    }
    unmapped.put("risk_score", facts.score());
  }
}
