package dev.warder.api;

import dev.warder.decide.Caller;
import dev.warder.model.Fault;
import java.util.List;

/// `/v1/decisions/{id}/feedback`: a person says whose call it was. The last word counts; saying it
/// again changes nothing.
final class FeedbackApi {
  private final Teaching teaching;

  FeedbackApi(Teaching teaching) {
    this.teaching = teaching;
  }

  List<Operation> operations() {
    return List.of(
        Operation.change(
            "POST",
            "/v1/decisions/{id}/feedback",
            Caller.ADMIN,
            Meanings.of(
                "Says whose call it was: moves what is learned", 200, "Feedback", "FeedbackTaken"),
            this::say));
  }

  private Answer say(Asked asked) {
    String label = asked.object().text("label");
    if (!label.equals(Feedbacks.LEGITIMATE) && !label.equals(Feedbacks.COMPROMISED)) {
      throw new Fault.Invalid("label must be legitimate or compromised");
    }
    String id = asked.parameter("id");
    boolean changed = teaching.say(asked, id, label);
    return Answer.json(
        200,
        out -> {
          out.writeStringProperty("decisionId", id);
          out.writeStringProperty("label", label);
          out.writeBooleanProperty("changed", changed);
        });
  }
}
