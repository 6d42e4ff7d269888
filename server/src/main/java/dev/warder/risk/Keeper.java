package dev.warder.risk;

import dev.warder.model.Fault;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sweeps and saves the profiles in the background, and saves them once more when it is closed.
public final class Keeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);

  private final RiskEngine engine;
  private final Snapshots snapshots;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("profiles").factory());

  public Keeper(RiskEngine engine, Snapshots snapshots, Duration sweep, Duration save) {
    this.engine = engine;
    this.snapshots = snapshots;
    var _ =
        timer.scheduleWithFixedDelay(
            this::sweep, sweep.toMillis(), sweep.toMillis(), TimeUnit.MILLISECONDS);
    var _ =
        timer.scheduleWithFixedDelay(
            this::save, save.toMillis(), save.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void sweep() {
    try {
      engine.sweep();
    } catch (RuntimeException e) {
      LOG.error("sweeping the profiles failed; the next round tries again", e);
    }
  }

  private void save() {
    try {
      snapshots.write(engine);
    } catch (Fault.Unavailable e) {
      LOG.warn("{}; the journal still has everything", e.publicText(), e);
    } catch (RuntimeException e) {
      LOG.error("saving the profiles failed; the next round tries again", e);
    }
  }

  @Override
  public void close() {
    timer.close();
    save();
  }
}
