package dev.warder.audit;

import dev.warder.audit.Told.Activity;
import dev.warder.audit.Told.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A record as an event of the Open Cybersecurity Schema Framework.
///
/// Calls and management become *API Activity* (6003), credentials that were not accepted
/// *Authentication* (3002), and calls that were stopped at high or critical risk *Detection
/// Finding* (2004). What has no place in the schema stands in `unmapped`.
final class Ocsf {
  /// The version whose schema this follows.
  static final String VERSION = "1.9.0-dev";

  private static final int API_ACTIVITY = 6003;
  private static final int AUTHENTICATION = 3002;
  private static final int DETECTION_FINDING = 2004;
  private static final int OTHER = 99;
  private static final List<String> SEVERITIES =
      List.of("Unknown", "Informational", "Low", "Medium", "High", "Critical");

  private final ObjectNode event = JsonNodeFactory.instance.objectNode();
  private final Entry entry;
  private final Facts facts;
  private final Told told;
  private final OcsfObjects objects;

  private Ocsf(Entry entry, Facts facts, Told told) {
    this.entry = entry;
    this.facts = facts;
    this.told = told;
    this.objects = new OcsfObjects(entry, facts, told);
  }

  static ObjectNode of(Entry entry, Facts facts, Told told) {
    Ocsf ocsf = new Ocsf(entry, facts, told);
    switch (told.subject()) {
      case CALL -> ocsf.call();
      case LOGIN -> ocsf.login();
      case FINDING -> ocsf.finding();
    }
    return ocsf.event;
  }

  private void call() {
    Activity activity = told.activity();
    int id =
        switch (activity) {
          case CREATE -> 1;
          case READ -> 2;
          case UPDATE -> 3;
          case DELETE -> 4;
          case OTHER -> OTHER;
        };
    String name = activity == Activity.OTHER ? entry.kind() : caption(activity.name());
    classify(API_ACTIVITY, "API Activity", 6, "Application Activity", id, name);
    status();
    objects.actor(event.putObject("actor"));
    objects.api(event.putObject("api"));
    objects.source(event.putObject("src_endpoint"));
    objects.http(event);
    resources();
    objects.trace(event);
    objects.unmapped(event);
  }

  private void login() {
    boolean logon = entry.kind().equals(Label.DECISION) || entry.kind().startsWith("access.");
    String name = logon ? "Logon" : entry.kind();
    classify(
        AUTHENTICATION,
        "Authentication",
        3,
        "Identity & Access Management",
        logon ? 1 : OTHER,
        name);
    status();
    objects.user(event.putObject("user"));
    event.putObject("service").put("name", "Warder");
    objects.source(event.putObject("src_endpoint"));
    objects.http(event);
    event.put("is_remote", true);
    if (told.outcome() == Outcome.FAILURE) {
      event.put("is_new_logon", false);
    }
    objects.unmapped(event);
  }

  private void finding() {
    classify(DETECTION_FINDING, "Detection Finding", 2, "Findings", 1, "Create");
    event.put("status_id", 1).put("status", "New").put("is_alert", true);
    if (!told.reason().isEmpty()) {
      event.put("status_detail", told.reason());
    }
    ObjectNode info = event.putObject("finding_info");
    info.put("uid", entry.id()).put("title", title());
    info.put("created_time", facts.time().toEpochMilli());
    ObjectNode analytic = info.putObject("analytic");
    analytic.put("name", "Warder risk model").put("type_id", 4).put("type", "Learning (ML/DL)");
    objects.risk(event, analytic);
    ObjectNode evidence = event.putArray("evidences").addObject();
    objects.actor(evidence.putObject("actor"));
    objects.api(evidence.putObject("api"));
    objects.source(evidence.putObject("src_endpoint"));
    objects.http(evidence);
    resources();
    objects.unmapped(event);
  }

  private String title() {
    String who = facts.who() == null ? "a token" : "the token of " + facts.who();
    return entry.kind().equals(Label.DECISION)
        ? "Unusual use of " + who + " (" + facts.verdict() + ")"
        : entry.kind();
  }

  private void classify(
      int type, String name, int category, String categoryName, int activity, String activityName) {
    event.put("class_uid", type).put("class_name", name);
    event.put("category_uid", category).put("category_name", categoryName);
    event.put("activity_id", activity).put("activity_name", activityName);
    event.put("type_uid", type * 100L + activity).put("type_name", name + ": " + activityName);
    event.put("time", facts.time().toEpochMilli());
    event.put("severity_id", told.severity()).put("severity", SEVERITIES.get(told.severity()));
    event.put("message", message());
    objects.metadata(event.putObject("metadata"));
    if (entry.kind().equals(Label.DECISION)) {
      control();
    }
  }

  private String message() {
    String who = facts.who() == null ? "somebody" : facts.who();
    return entry.kind().equals(Label.DECISION)
        ? objects.operation() + " by " + who + ": " + facts.verdict()
        : entry.kind() + " by " + who;
  }

  /// What a security control did (profile `security_control`).
  private void control() {
    String verdict = String.valueOf(facts.verdict());
    boolean passed = told.outcome() == Outcome.SUCCESS;
    event.put("action_id", passed ? 1 : 2).put("action", passed ? "Allowed" : "Denied");
    switch (verdict) {
      case "allow", "restrict" -> disposition(1, "Allowed");
      case "throttle" -> disposition(14, "Delayed");
      case "step_up" -> disposition(23, "Challenge");
      default -> disposition(2, "Blocked");
    }
    Json policy = facts.record().at("policy");
    @Nullable String revision = policy == null ? null : policy.optional("revision");
    if (revision != null) {
      event.putObject("policy").put("uid", revision).put("is_applied", true);
    }
    if (!facts.rules().isEmpty()) {
      event.putObject("firewall_rule").put("name", facts.rules().getFirst());
    }
  }

  private void disposition(int id, String name) {
    event.put("disposition_id", id).put("disposition", name);
  }

  private void status() {
    switch (told.outcome()) {
      case SUCCESS -> event.put("status_id", 1).put("status", "Success");
      case FAILURE -> event.put("status_id", 2).put("status", "Failure");
      case UNKNOWN -> event.put("status_id", 0).put("status", "Unknown");
    }
    if (!told.reason().isEmpty()) {
      event.put("status_detail", told.reason());
    }
  }

  private void resources() {
    ArrayNode resources = JsonNodeFactory.instance.arrayNode();
    if (facts.route() != null) {
      resources.addObject().put("name", facts.route()).put("type", "route");
    }
    if (!entry.kind().equals(Label.DECISION) && facts.what() != null && !facts.what().isEmpty()) {
      resources.addObject().put("uid", facts.what()).put("type", "subject");
    }
    if (!resources.isEmpty()) {
      event.set("resources", resources);
    }
  }

  private static String caption(String name) {
    return name.charAt(0) + name.substring(1).toLowerCase(java.util.Locale.ROOT);
  }
}
