package dev.warder.replay.events;

import dev.warder.model.PrincipalKind;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// From a CloudTrail event to a call: the service is the first part of the path, the operation the
/// second.
final class CloudTrailEvents {
  private static final String ATTACK_TOOL = "stratus-red-team";

  private final CallWords words = new CallWords();

  /// What AWS does on its own account, without an identity, is nobody's call.
  void take(JsonNode event, String label, List<Call> calls) {
    JsonNode identity = event.path("userIdentity");
    String principal = principal(identity);
    String time = event.path("eventTime").asString(event.path("@timestamp").asString(""));
    if (principal.isEmpty() || time.isEmpty()) {
      return;
    }
    String agent = userAgent(event.path("userAgent").asString(""));
    String name = event.path("eventName").asString("Unknown");
    String host = event.path("eventSource").asString("");
    String key = identity.path("accessKeyId").asString("");
    String attack = label.isEmpty() && agent.startsWith(ATTACK_TOOL) ? "stratus" : label;
    calls.add(
        new Call(
            CallWords.time(time),
            words.word(principal),
            kind(identity),
            words.word(key.isEmpty() ? principal : key),
            words.address(event.path("sourceIPAddress").asString("")),
            words.word(agent),
            method(event, name),
            words.word(host),
            words.word("/" + service(host) + "/" + name),
            status(event.path("errorCode").asString("")),
            words.word(attack),
            words.word(attack.isEmpty() ? "" : attack + " " + principal)));
  }

  /// A role is one principal, whatever its sessions are called.
  private static String principal(JsonNode identity) {
    String issuer = identity.path("sessionContext").path("sessionIssuer").path("arn").asString("");
    String arn = identity.path("arn").asString("");
    return issuer.isEmpty() ? arn : issuer;
  }

  private static PrincipalKind kind(JsonNode identity) {
    String type = identity.path("type").asString("");
    return type.equals("IAMUser") || type.equals("Root")
        ? PrincipalKind.USER
        : PrincipalKind.SERVICE;
  }

  /// CloudTrail puts those of S3 in brackets.
  private static String userAgent(String agent) {
    boolean bracketed = agent.startsWith("[") && agent.endsWith("]");
    return bracketed ? agent.substring(1, agent.length() - 1) : agent;
  }

  private static String service(String host) {
    int dot = host.indexOf('.');
    return dot < 0 ? host : host.substring(0, dot);
  }

  private static String method(JsonNode event, String name) {
    if (name.startsWith("Delete") || name.startsWith("Terminate")) {
      return "DELETE";
    }
    boolean reads =
        event.has("readOnly")
            ? event.path("readOnly").asBoolean(false)
            : name.startsWith("Get") || name.startsWith("List") || name.startsWith("Describe");
    return reads ? "GET" : "POST";
  }

  private static int status(String error) {
    String lower = error.toLowerCase(Locale.ROOT);
    if (lower.isEmpty()) {
      return 200;
    }
    if (lower.contains("denied") || lower.contains("unauthorized")) {
      return 403;
    }
    return lower.contains("nosuch") || lower.contains("notfound") ? 404 : 400;
  }
}
