package dev.warder.app;

import dev.warder.app.settings.Settings;
import dev.warder.risk.RiskEngine;
import dev.warder.risk.Snapshots;
import dev.warder.store.memory.MemoryProfileStore;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/// What was learned of principals, brought back from the newest snapshot on a thread of its own
/// while the database is read: with a million principals either takes seconds.
final class Restoring {
  private final Snapshots snapshots;
  private final FutureTask<Restored> task;

  /// @param known the record up to which (inclusive) the engine knows the journal, -1 for none
  record Restored(RiskEngine engine, Snapshots snapshots, long known) {}

  private Restoring(Supplier<RiskEngine> engine, Snapshots snapshots) {
    this.snapshots = snapshots;
    this.task = new FutureTask<>(() -> restored(engine.get()));
  }

  static Restoring begin(Settings settings, DataFolder folder, InstantSource clock, Ahead ahead) {
    Supplier<RiskEngine> engine =
        () ->
            new RiskEngine(
                ahead.model(settings), Fittings.levels(settings), new MemoryProfileStore(), clock);
    Restoring restoring = new Restoring(engine, new Snapshots(folder.profiles()));
    Thread.ofPlatform().daemon().name("warder-profiles").start(restoring.task);
    return restoring;
  }

  private Restored restored(RiskEngine engine) {
    return new Restored(engine, snapshots, snapshots.restore(engine));
  }

  /// Blocks until it is done. Fails as it failed.
  Restored await() {
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while profiles were read", e);
    }
  }
}
