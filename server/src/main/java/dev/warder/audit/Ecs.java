package dev.warder.audit;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A record as a document of the Elastic Common Schema. What that has no field for stands under
/// `warder`.
final class Ecs {
  private static final String VERSION = "8.17.0";
  private static final long NANOS_PER_MICRO = 1_000;

  private final ObjectNode document = JsonNodeFactory.instance.objectNode();
  private final Entry entry;
  private final Facts facts;
  private final Told told;
  private final Json record;

  private Ecs(Entry entry, Facts facts, Told told) {
    this.entry = entry;
    this.facts = facts;
    this.told = told;
    this.record = facts.record();
  }

  static ObjectNode of(Entry entry, Facts facts, Told told) {
    Ecs ecs = new Ecs(entry, facts, told);
    ecs.document.put("@timestamp", ecs.record.text("time"));
    ecs.document.putObject("ecs").put("version", VERSION);
    ecs.event();
    ecs.observer();
    ecs.user();
    ecs.source();
    Json attempt = ecs.record.at("attempt");
    if (attempt != null) {
      ecs.request(attempt);
    }
    ecs.trace();
    ecs.rule();
    ecs.own();
    return ecs.document;
  }

  private void event() {
    ObjectNode event = document.putObject("event");
    event.put("id", entry.id()).put("sequence", entry.seq());
    event.put("kind", told.isFinding() ? "alert" : "event");
    event.put("module", "warder").put("dataset", "warder.audit").put("provider", "warder");
    categories(event);
    event
        .put("action", entry.kind())
        .put("outcome", told.outcome().name().toLowerCase(Locale.ROOT));
    event.put("severity", told.severity());
    if (!told.reason().isEmpty()) {
      event.put("reason", told.reason());
    }
    if (facts.score() >= 0) {
      event.put("risk_score", facts.score());
    }
    if (record.at("latencyMicros") != null) {
      event.put("duration", record.number("latencyMicros") * NANOS_PER_MICRO);
    }
  }

  private void categories(ObjectNode event) {
    ArrayNode category = event.putArray("category");
    ArrayNode type = event.putArray("type");
    boolean call = entry.kind().equals(Label.DECISION);
    boolean passed = told.outcome() == Told.Outcome.SUCCESS;
    switch (told.subject()) {
      case LOGIN -> {
        category.add("authentication");
        type.add("start");
      }
      case FINDING -> {
        category.add("intrusion_detection").add("api");
        type.add(call ? "denied" : "info");
      }
      case CALL -> {
        category.add(call ? "api" : "configuration");
        type.add(call ? (passed ? "allowed" : "denied") : change());
      }
    }
  }

  private String change() {
    return switch (told.activity()) {
      case CREATE -> "creation";
      case READ -> "access";
      case UPDATE -> "change";
      case DELETE -> "deletion";
      case OTHER -> "info";
    };
  }

  private void observer() {
    ObjectNode observer = document.putObject("observer");
    observer.put("vendor", "Warder").put("product", "Warder").put("name", record.text("node"));
  }

  private void user() {
    String who = facts.who();
    if (who != null && !who.isEmpty()) {
      document.putObject("user").put("id", who).put("name", who);
    }
  }

  private void source() {
    if (facts.source() == null) {
      return;
    }
    String address = facts.source().toString();
    ObjectNode source = document.putObject("source").put("address", address).put("ip", address);
    Json context = record.at("context");
    Json place = context == null ? null : context.at("place");
    if (place == null) {
      return;
    }
    if (facts.country() != null) {
      source.putObject("geo").put("country_iso_code", facts.country());
    }
    if (place.number("asn", 0) > 0) {
      ObjectNode system = source.putObject("as").put("number", place.number("asn"));
      String name = place.optional("asnName");
      if (name != null) {
        system.putObject("organization").put("name", name);
      }
    }
  }

  private void request(Json attempt) {
    document.putObject("http").putObject("request").put("method", attempt.text("method"));
    ObjectNode url = document.putObject("url");
    url.put("scheme", attempt.text("scheme")).put("path", attempt.text("path"));
    url.put("domain", attempt.text("host"));
    @Nullable String agent = userAgent(attempt);
    if (agent != null) {
      document.putObject("user_agent").put("original", agent);
    }
  }

  private @Nullable String userAgent(Json attempt) {
    Json headers = attempt.at("headers");
    String header = headers == null ? null : headers.unsealed("user-agent");
    Json context = record.at("context");
    return header != null || context == null ? header : context.unsealed("userAgent");
  }

  private void trace() {
    String traceparent = facts.traceparent();
    if (!traceparent.isEmpty()) {
      String[] parts = traceparent.split("-");
      document.putObject("trace").put("id", parts[1]);
      document.putObject("span").put("id", parts[2]);
    }
  }

  private void rule() {
    if (facts.rules().isEmpty()) {
      return;
    }
    ObjectNode rule = document.putObject("rule");
    rule.put("id", facts.rules().getFirst()).put("name", facts.rules().getFirst());
    Json policy = record.at("policy");
    if (policy != null) {
      rule.put("ruleset", policy.text("revision"));
    }
  }

  private void own() {
    document.put("message", message());
    ObjectNode warder = document.putObject("warder");
    warder.put("prev", record.text("prev"));
    put(warder, "verdict", facts.verdict());
    put(warder, "route", facts.route());
    put(warder, entry.kind().equals(Label.DECISION) ? "token_id" : "subject", facts.what());
    ArrayNode rules = warder.putArray("rules");
    facts.rules().forEach(rules::add);
    Json details = record.at("details");
    if (details != null) {
      warder.put("details", details.node().toString()); // text: its fields are of no fixed type
    }
  }

  private String message() {
    String who = facts.who() == null ? "somebody" : facts.who();
    return entry.kind() + (facts.verdict() == null ? "" : " " + facts.verdict()) + " by " + who;
  }

  private static void put(ObjectNode object, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      object.put(name, value);
    }
  }
}
