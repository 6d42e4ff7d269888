package dev.warder.api;

import dev.warder.decide.Caller;
import dev.warder.token.Principals;
import dev.warder.token.Standing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// Who may act at all, and who belongs to whom: `/v1/principals/{id}/...`.
///
/// What is changed here counts from the next decision on, for every token of the principal and of
/// all that belong to it.
final class StandingsApi {
  private static final String ONE = "/v1/principals/{id}/";
  private final Principals principals;

  StandingsApi(Principals principals) {
    this.principals = principals;
  }

  List<Operation> operations() {
    return List.of(
        operation("disable", "Keeps a principal from acting, with all its tokens", this::disable),
        operation("enable", "Lets a principal act again", this::enable),
        operation("delete", "Keeps a principal from acting, for good", this::delete));
  }

  private static Operation operation(String what, String summary, Operation.Work work) {
    String takes = what.equals("enable") ? null : "Revocation";
    return Operation.change(
        "POST", ONE + what, Caller.ADMIN, Meanings.of(summary, 200, takes, "Standing"), work);
  }

  private Answer disable(Asked asked) {
    String reason = reason(asked);
    return change(
        asked, "disabled", Map.of("reason", reason), id -> principals.disable(id, reason));
  }

  private Answer enable(Asked asked) {
    return change(asked, "enabled", Map.of(), principals::enable);
  }

  private Answer delete(Asked asked) {
    String reason = reason(asked);
    return change(asked, "deleted", Map.of("reason", reason), id -> principals.delete(id, reason));
  }

  private static String reason(Asked asked) {
    String said = asked.optionalObject().optionalText("reason");
    return said == null ? "" : said;
  }

  private interface Change {
    Standing of(String principal);
  }

  /// Recorded first: what is not on record does not happen.
  private static Answer change(
      Asked asked, String kind, Map<String, Object> details, Change change) {
    String id = PrincipalsApi.decoded(asked.parameter("id"));
    asked.trail().ahead("principal." + kind, id, new HashMap<>(details));
    Standing after = change.of(id);
    return Answer.json(
        200,
        out -> {
          out.writeStringProperty("id", id);
          write(out, after);
        });
  }

  /// How a principal stands, into an object that is already begun.
  static void write(JsonGenerator out, @Nullable Standing standing) {
    out.writeStringProperty("state", state(standing));
    text(out, "owner", standing == null ? null : standing.owner());
    text(
        out,
        "disabledAt",
        standing == null || standing.disabledAt() == null
            ? null
            : Times.text(standing.disabledAt()));
    text(out, "disabledReason", standing == null ? null : standing.reason());
  }

  private static void text(JsonGenerator out, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      out.writeStringProperty(name, value);
    }
  }

  private static String state(@Nullable Standing standing) {
    if (standing == null || standing.mayAct()) {
      return "active";
    }
    return standing.deleted() ? "deleted" : "disabled";
  }
}
