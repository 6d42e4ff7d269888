package dev.warder.decide;

import dev.warder.model.Attempt;
import java.util.List;

/// Who may, what may be reached, or what may be done: a question with one part left open.
///
/// @param of `subject`, `resource` or `action`
/// @param asker who asks
/// @param candidates the question with each thing that could stand in the open part
public record Search(String of, Caller asker, List<Attempt> candidates) {
  public Search {
    candidates = List.copyOf(candidates);
  }
}
