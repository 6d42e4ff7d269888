package dev.warder.notify.signal;

import dev.warder.model.Handover;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Makes signals of records of the journal.
final class RecordSignals {
  static final JsonMapper JSON = JsonMapper.builder().build();

  private static final String CREDENTIAL = "x-api-token";
  private static final Set<String> KINDS =
      Set.of(
          "token.created",
          "token.imported",
          "token.changed",
          "token.rotated",
          "token.revoked",
          "token.leaked",
          "reaction.taken",
          "challenge.approved",
          "challenge.met",
          "incident.open",
          "incident.acknowledged",
          "incident.resolved",
          "incident.falseAlarm");

  private final String issuer;
  private final Function<String, String> owners;

  /// @param owners finds the principal of a token by its id; empty where there is none
  RecordSignals(String issuer, Function<String, String> owners) {
    this.issuer = issuer;
    this.owners = owners;
  }

  /// Nothing for records that are of no concern to others.
  List<Signal> of(Handover record) {
    if (!KINDS.contains(record.kind())) {
      return List.of();
    }
    JsonNode json = JSON.readTree(record.text());
    JsonNode details = json.path("details");
    String subject = json.path("subject").asString("");
    return switch (record.kind()) {
      case "token.created", "token.imported" ->
          List.of(credential(record, subject, details, "create"));
      case "token.rotated" -> List.of(credential(record, subject, details, "update"));
      case "token.changed" -> claims(record, subject, details);
      case "token.revoked" -> revoked(record, subject, details, "admin");
      case "token.leaked" ->
          details.path("action").asString("").equals("revoke")
              ? revoked(record, subject, details, "policy")
              : List.of();
      case "reaction.taken" ->
          details.path("reaction").asString("").equals("revoke")
              ? revoked(record, subject, details, "policy")
              : List.of();
      case "challenge.met", "challenge.approved" -> assurance(record, details);
      default -> risk(record, details);
    };
  }

  private List<Signal> revoked(Handover record, String token, JsonNode details, String who) {
    ObjectNode payload = payload(record, who);
    String reason = details.path("reason").asString("");
    if (!reason.isEmpty()) {
      payload.putObject("reason_admin").put("en", reason);
    }
    return List.of(
        signal(record, EventType.SESSION_REVOKED, principal(token, details), token, payload),
        credential(record, token, details, "revoke"));
  }

  private Signal credential(Handover record, String token, JsonNode details, String change) {
    ObjectNode payload = payload(record, "admin");
    payload.put("credential_type", CREDENTIAL).put("change_type", change);
    return signal(record, EventType.CREDENTIAL_CHANGE, principal(token, details), token, payload);
  }

  private List<Signal> claims(Handover record, String token, JsonNode details) {
    JsonNode scopes = details.path("to").path("scopes");
    if (!scopes.isArray()) {
      return List.of();
    }
    List<String> all = new ArrayList<>();
    scopes.forEach(scope -> all.add(scope.asString("")));
    ObjectNode payload = payload(record, "admin");
    payload.putObject("claims").put("scope", String.join(" ", all));
    return List.of(
        signal(record, EventType.TOKEN_CLAIMS_CHANGE, principal(token, details), token, payload));
  }

  private List<Signal> assurance(Handover record, JsonNode details) {
    String principal = details.path("principal").asString("");
    String level = details.path("level").asString("");
    if (principal.isEmpty() || level.isEmpty()) {
      return List.of();
    }
    ObjectNode payload = payload(record, "user");
    payload.put("namespace", "Custom").put("current_level", level);
    payload.put("previous_level", "token").put("change_direction", "increase");
    return List.of(signal(record, EventType.ASSURANCE_LEVEL_CHANGE, principal, "", payload));
  }

  private List<Signal> risk(Handover record, JsonNode details) {
    String about = details.path("about").asString("");
    String severity = details.path("severity").asString("");
    if (!about.startsWith("principal:") || severity.equals("info")) {
      return List.of();
    }
    boolean over = record.kind().endsWith("resolved") || record.kind().endsWith("falseAlarm");
    ObjectNode payload = payload(record, "system");
    payload.put("principal", "USER");
    payload.put("current_level", over ? "LOW" : level(severity));
    if (over) {
      payload.put("previous_level", level(severity));
    }
    payload.put("risk_reason", over ? "INCIDENT_CLOSED" : "INCIDENT");
    return List.of(
        signal(
            record,
            EventType.RISK_LEVEL_CHANGE,
            about.substring("principal:".length()),
            "",
            payload));
  }

  private static String level(String severity) {
    return switch (severity) {
      case "low" -> "LOW";
      case "medium" -> "MEDIUM";
      default -> "HIGH";
    };
  }

  private String principal(String token, JsonNode details) {
    String named = details.path("principal").asString("");
    return named.isEmpty() ? owners.apply(token) : named;
  }

  private static ObjectNode payload(Handover record, String initiator) {
    ObjectNode payload = JSON.createObjectNode();
    payload.put("event_timestamp", record.time().getEpochSecond());
    return payload.put("initiating_entity", initiator);
  }

  /// @param token whose session it is about; empty for all of the principal
  private Signal signal(
      Handover record, EventType type, String principal, String token, ObjectNode payload) {
    ObjectNode user = JSON.createObjectNode();
    user.put("format", "iss_sub").put("iss", issuer).put("sub", principal);
    ObjectNode subject = user;
    if (!token.isEmpty()) {
      subject = JSON.createObjectNode().put("format", "complex");
      subject.set("user", user);
      subject.putObject("session").put("format", "opaque").put("id", token);
    }
    return new Signal(type, record.time(), subject, canonical(user), record.id(), payload);
  }

  /// The same for the same subject, in whatever order its members came.
  static String canonical(JsonNode subject) {
    Map<String, JsonNode> sorted = new TreeMap<>();
    subject.properties().forEach(each -> sorted.put(each.getKey(), each.getValue()));
    ObjectNode again = JSON.createObjectNode();
    sorted.forEach((name, value) -> {
      if (value.isObject()) {
        again.set(name, JSON.readTree(canonical(value)));
      } else {
        again.set(name, value);
      }
    });
    return JSON.writeValueAsString(again);
  }
}
