package dev.warder.audit;

import dev.warder.model.Address;
import dev.warder.model.Trace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What a record can be found by, read from the record itself.
///
/// @param who the principal, or an event's actor
/// @param what the token's id, or an event's subject
/// @param others tokens besides, where an event is about several
/// @param score -1 where there is none
/// @param keys under which something of it is sealed, by id
record Facts(
    Json record,
    Instant time,
    String kind,
    @Nullable String who,
    @Nullable String what,
    List<String> others,
    @Nullable Address source,
    @Nullable String country,
    @Nullable String route,
    @Nullable String verdict,
    List<String> rules,
    int score,
    Set<String> keys) {

  static Facts of(Entry entry) {
    Json record = new Json(entry.node());
    return entry.kind().equals(Label.DECISION) ? decision(entry, record) : event(entry, record);
  }

  private static Facts decision(Entry entry, Json record) {
    Json identity = record.at("identity");
    Json token = identity == null ? null : identity.at("token");
    Json context = record.at("context");
    Json place = context == null ? null : context.at("place");
    Json policy = record.at("policy");
    Json risk = record.at("risk");
    List<String> rules = new ArrayList<>();
    if (policy != null) {
      rules.addAll(policy.texts("rules"));
      rules.addAll(policy.texts("shadow"));
    }
    return new Facts(
        record,
        entry.time(),
        entry.kind(),
        identity == null ? null : identity.optionalName("principal"),
        optional(token, "id"),
        List.of(),
        address(unsealed(record.at("attempt"), "source")),
        optional(place, "country"),
        optional(record.at("route"), "id"),
        record.optional("verdict"),
        rules,
        risk == null ? -1 : risk.whole("score"),
        entry.sealed().keys());
  }

  private static Facts event(Entry entry, Json record) {
    Json details = record.needed("details");
    Json by = details.at("by");
    String subject = record.optionalName("subject");
    String from = by == null || !by.node().isObject() ? subject : by.unsealed("address");
    return new Facts(
        record,
        entry.time(),
        entry.kind(),
        record.optionalName("actor"),
        subject,
        entry.kind().equals(Outcomes.KIND) ? Outcomes.tokens(details) : List.of(),
        address(from),
        null,
        text(details.node().get("route")),
        null,
        List.of(),
        -1,
        entry.sealed().keys());
  }

  private static @Nullable String text(@Nullable JsonNode node) {
    return node != null && node.isString() ? node.stringValue() : null;
  }

  private static @Nullable String optional(@Nullable Json object, String name) {
    return object == null ? null : object.optional(name);
  }

  private static @Nullable String unsealed(@Nullable Json object, String name) {
    return object == null ? null : object.unsealed(name);
  }

  private static @Nullable Address address(@Nullable String text) {
    return text == null ? null : Address.parse(text).orElse(null);
  }

  /// Where the call belongs among the spans of a trace; empty for nowhere.
  String traceparent() {
    Json attempt = record.at("attempt");
    Json headers = attempt == null ? null : attempt.at("headers");
    String given = headers == null ? null : headers.optional(Trace.HEADER);
    return given != null && Trace.isWellFormed(given) ? given : "";
  }

  /// The words of everything that says why: of a decision its reasons, refusal, rules and faults,
  /// of an event all of its texts.
  Set<String> words() {
    List<String> texts = new ArrayList<>(rules);
    if (kind.equals(Label.DECISION)) {
      texts.addAll(record.texts("reasons"));
      add(texts, record, "refusal");
      add(texts, record.at("attempt"), "problem");
      add(texts, record.at("obligations"), "denial");
      Json policy = record.at("policy");
      add(texts, policy == null ? null : policy.at("failure"), "message");
    } else {
      texts.add(kind);
      texts.add(record.name("subject"));
      collect(record.needed("details").node(), texts);
    }
    return Words.of(texts);
  }

  private static void add(List<String> texts, @Nullable Json object, String name) {
    String text = optional(object, name);
    if (text != null) {
      texts.add(text);
    }
  }

  private static void collect(JsonNode node, List<String> texts) {
    if (node.isString()) {
      texts.add(node.stringValue());
    }
    if (!node.has(Sealed.NAME)) {
      node.forEach(child -> collect(child, texts));
    }
  }
}
