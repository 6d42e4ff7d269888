package dev.warder.api;

import dev.warder.decide.Caller;
import dev.warder.model.Fault;
import dev.warder.policy.Hold;
import dev.warder.policy.Reaction;
import dev.warder.policy.Standing;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/// `/v1/reactions`: what holds for a time because of incidents, and its undoing.
final class ReactionsApi {
  private static final String ALL = "/v1/reactions";

  private final Standing standing;

  ReactionsApi(Standing standing) {
    this.standing = standing;
  }

  List<Operation> operations() {
    return List.of(
        Operation.read(
            ALL,
            Scopes.READ,
            Meanings.asking("Lists what holds because of incidents, the newest first", "Reactions"),
            this::list),
        Operation.change(
            "POST",
            ALL + "/{id}/undo",
            Caller.ADMIN,
            Meanings.of("Ends what a reaction imposed", 200, null, "Reaction"),
            this::undo));
  }

  private Answer list(Asked asked) {
    return Lists.answer(standing.all(), null, ReactionsApi::write);
  }

  private Answer undo(Asked asked) {
    Hold hold =
        standing
            .find(asked.parameter("id"))
            .orElseThrow(() -> new Fault.NotFound("nothing of that id holds"));
    asked
        .trail()
        .ahead(
            "reaction.undone",
            hold.target(),
            Map.of("hold", hold.id(), "rule", hold.rule(), "incident", hold.cause()));
    Hold lifted = standing.lift(hold.id());
    return Answer.json(200, out -> members(out, lifted));
  }

  private static void write(JsonGenerator out, Hold hold) {
    members(out, hold);
  }

  private static void members(JsonGenerator out, Hold hold) {
    out.writeStringProperty("id", hold.id());
    out.writeStringProperty("reaction", hold.wire());
    out.writeStringProperty("who", hold.whom() == Reaction.Whom.TOKEN ? "token" : "principal");
    out.writeStringProperty("target", hold.target());
    out.writeStringProperty("rule", hold.rule());
    out.writeStringProperty("incident", hold.cause());
    out.writeStringProperty("from", Times.text(hold.from()));
    out.writeStringProperty("until", Times.text(hold.until()));
  }
}
