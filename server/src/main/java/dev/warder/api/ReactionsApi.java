package dev.warder.api;

import dev.warder.decide.Caller;
import dev.warder.model.Fault;
import dev.warder.notify.signal.HeldBack;
import dev.warder.notify.signal.HeldBackActions;
import dev.warder.policy.Hold;
import dev.warder.policy.Reaction;
import dev.warder.policy.Standing;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/// `/v1/reactions`: what holds for a time because of incidents and events, and its undoing; and
/// what waits for somebody's word, because too much was done within the hour.
final class ReactionsApi {
  private static final String ALL = "/v1/reactions";

  private final Standing standing;
  private final HeldBackActions heldBack;

  ReactionsApi(Standing standing, HeldBackActions heldBack) {
    this.standing = standing;
    this.heldBack = heldBack;
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
            this::undo),
        Operation.read(
            ALL + "/waiting",
            Scopes.READ,
            Meanings.asking(
                "Lists reactions that wait because too many were within the hour, the oldest first",
                "WaitingReactions"),
            this::waiting),
        decision("apply", "Carries out a reaction that waits", this::apply),
        decision("drop", "Lets a reaction that waits be", this::drop));
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

  private static Operation decision(String verb, String meaning, Operation.Work work) {
    return Operation.change(
        "POST",
        ALL + "/{id}/" + verb,
        Caller.ADMIN,
        Meanings.of(meaning, 200, null, "WaitingReaction"),
        work);
  }

  private Answer waiting(Asked asked) {
    return Lists.answer(heldBack.waiting(), null, ReactionsApi::members);
  }

  private Answer apply(Asked asked) {
    HeldBack one = ahead(asked, "reaction.applied");
    heldBack.carryOut(one);
    return Answer.json(200, out -> members(out, one));
  }

  private Answer drop(Asked asked) {
    HeldBack one = ahead(asked, "reaction.dropped");
    heldBack.drop(one);
    return Answer.json(200, out -> members(out, one));
  }

  private HeldBack ahead(Asked asked, String kind) {
    String id = asked.parameter("id");
    HeldBack one =
        heldBack.waiting().stream()
            .filter(each -> each.id().equals(id))
            .findFirst()
            .orElseThrow(() -> new Fault.NotFound("nothing of that id waits"));
    asked
        .trail()
        .ahead(
            kind,
            one.target(),
            Map.of(
                "waiting", one.id(),
                "reaction", one.reaction(),
                "rule", HeldBack.RULE,
                "incident", one.jti(),
                "issuer", one.issuer()));
    return one;
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

  private static void members(JsonGenerator out, HeldBack one) {
    out.writeStringProperty("id", one.id());
    out.writeStringProperty("reaction", one.reaction());
    out.writeStringProperty("who", one.isOfToken() ? "token" : "principal");
    out.writeStringProperty("target", one.target());
    out.writeStringProperty("rule", HeldBack.RULE);
    out.writeStringProperty("incident", one.jti());
    out.writeStringProperty("issuer", one.issuer());
    out.writeStringProperty("since", Times.text(one.at()));
  }
}
