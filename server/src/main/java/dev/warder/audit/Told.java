package dev.warder.audit;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What a record tells of, in the few words that schemas of others have for it.
///
/// @param activity of a call or a change
/// @param outcome whether it was let through or done
/// @param severity 1 informational to 5 critical
/// @param reason why it was not let through; empty where it was
record Told(Subject subject, Activity activity, Outcome outcome, int severity, String reason) {
  enum Subject {
    /// A call, or a change or look at something.
    CALL,
    /// Somebody who had to prove who they are.
    LOGIN,
    /// Something that detection found.
    FINDING
  }

  enum Activity {
    CREATE,
    READ,
    UPDATE,
    DELETE,
    OTHER
  }

  enum Outcome {
    SUCCESS,
    FAILURE,
    UNKNOWN
  }

  private static final int INFORMATIONAL = 1;
  private static final int LOW = 2;
  private static final int MEDIUM = 3;
  private static final int HIGH = 4;
  private static final int CRITICAL = 5;
  private static final Set<String> PASSING = Set.of("allow", "restrict");
  private static final Set<String> FOUND = Set.of("high", "critical");
  private static final List<String> LOGINS = List.of("access.", "challenge.", "stepup.", "login.");
  private static final List<String> FINDINGS = List.of("incident.");

  static Told of(Entry entry, Facts facts) {
    return entry.kind().equals(Label.DECISION) ? decision(facts) : event(entry.kind(), facts);
  }

  boolean isFinding() {
    return subject == Subject.FINDING;
  }

  private static Told decision(Facts facts) {
    Json record = facts.record();
    Json risk = record.at("risk");
    String level = risk == null ? "" : risk.text("level");
    boolean passed = PASSING.contains(record.text("verdict"));
    boolean refused = record.at("refusal") != null;
    boolean found = !passed && FOUND.contains(level);
    Json action = record.at("action");
    String attempted = record.needed("attempt").text("method");
    String method = action == null ? attempted : action.text("method", attempted);
    return new Told(
        refused ? Subject.LOGIN : found ? Subject.FINDING : Subject.CALL,
        activityOf(method),
        passed ? Outcome.SUCCESS : Outcome.FAILURE,
        severity(passed, level),
        passed ? "" : why(record));
  }

  private static int severity(boolean passed, String level) {
    return switch (level) {
      case "critical" -> passed ? HIGH : CRITICAL;
      case "high" -> passed ? MEDIUM : HIGH;
      case "medium" -> passed ? LOW : MEDIUM;
      default -> passed ? INFORMATIONAL : LOW;
    };
  }

  private static String why(Json record) {
    Json obligations = record.at("obligations");
    String denial = obligations == null ? null : obligations.optional("denial");
    String refusal = record.optional("refusal");
    List<String> reasons = record.texts("reasons");
    String first = refusal != null ? refusal : denial != null ? denial : record.text("verdict");
    return reasons.isEmpty() ? first : first + ": " + String.join(", ", reasons);
  }

  private static Activity activityOf(String method) {
    return switch (method) {
      case "GET", "HEAD", "OPTIONS" -> Activity.READ;
      case "POST" -> Activity.CREATE;
      case "PUT", "PATCH" -> Activity.UPDATE;
      case "DELETE" -> Activity.DELETE;
      default -> Activity.OTHER;
    };
  }

  private static Told event(String kind, Facts facts) {
    JsonNode details = facts.record().needed("details").node();
    boolean refused = kind.endsWith(".refused") || kind.endsWith(".failed");
    Subject subject =
        startsWith(kind, LOGINS)
            ? Subject.LOGIN
            : startsWith(kind, FINDINGS) ? Subject.FINDING : Subject.CALL;
    return new Told(
        subject,
        verb(kind.substring(kind.lastIndexOf('.') + 1)),
        refused ? Outcome.FAILURE : Outcome.SUCCESS,
        subject == Subject.FINDING ? HIGH : refused ? LOW : INFORMATIONAL,
        refused ? reason(details, kind) : "");
  }

  private static String reason(JsonNode details, String kind) {
    @Nullable JsonNode given = details.get("reason");
    return given != null && given.isString() ? given.stringValue() : kind;
  }

  private static boolean startsWith(String kind, List<String> any) {
    return any.stream().anyMatch(kind::startsWith);
  }

  private static Activity verb(String word) {
    return switch (word) {
      case "created", "imported", "opened", "started", "issued" -> Activity.CREATE;
      case "read" -> Activity.READ;
      case "changed", "change", "rotated", "applied", "replaced", "published", "approved" ->
          Activity.UPDATE;
      case "revoked", "deleted", "removed", "forgotten", "stopped" -> Activity.DELETE;
      default -> Activity.OTHER;
    };
  }
}
