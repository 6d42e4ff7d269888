package dev.warder.risk;

import dev.warder.model.Decision;
import java.time.Instant;
import java.util.List;

/// What a person said of a call, and with it of the whole session that it belongs to.
///
/// @param around decisions of the same token near it, oldest first; what is not of its session is
///   left out by whoever reads this
/// @param legitimate it was the owner; otherwise it was somebody else
/// @param time when it was said
public record Feedback(Decision decision, List<Decision> around, boolean legitimate, Instant time) {
  public Feedback {
    around = List.copyOf(around);
  }
}
