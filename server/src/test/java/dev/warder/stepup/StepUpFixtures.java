package dev.warder.stepup;

import dev.warder.model.IdSource;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// Challenges for tests.
public final class StepUpFixtures {
  private StepUpFixtures() {}

  /// A chronicle that remembers.
  public static final class Notes implements Chronicle {
    public final List<String> kinds = new CopyOnWriteArrayList<>();

    @Override
    public void ahead(String kind, String actor, String subject, Map<String, Object> details) {
      kinds.add(kind);
    }

    @Override
    public void later(String kind, String actor, String subject, Map<String, Object> details) {
      kinds.add(kind);
    }
  }

  public static Challenges challenges(ChallengeStore store, IdSource ids, InstantSource clock) {
    return new Challenges(store, ids, clock, new Notes(), (request, decision) -> {});
  }
}
