package dev.warder.app;

import dev.warder.model.ChallengeOpened;
import dev.warder.monitor.Incident;
import dev.warder.notify.outbox.Outbox;
import dev.warder.notify.outbox.Recipient;
import java.util.List;

/// Tells people of what they must know.
record Notices(Outbox outbox, Tracing tracing) {
  /// The owner of a machine, who has to answer for it.
  void asked(ChallengeOpened asked) {
    if (asked.isForOwner()) {
      var _ =
          outbox.send(
              tracing.of(Tellings.notice(asked), asked.decisionId()),
              StepUpFittings.recipients(asked));
    }
  }

  void changed(Incident incident) {
    String last = incident.timeline().isEmpty() ? "" : incident.timeline().getLast().decisionId();
    var _ =
        outbox.send(
            tracing.of(Tellings.notice(incident), last), List.of(new Recipient.Operators()));
  }
}
