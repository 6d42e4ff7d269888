package dev.warder.api;

import dev.warder.audit.IndexFeeder;
import dev.warder.audit.Seals;
import dev.warder.model.Fault;
import dev.warder.risk.RiskEngine;
import dev.warder.risk.Snapshots;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// Makes what is known of a principal unreadable on the disk: its sealed records by destroying
/// their key, and then what was made of them, the search index and the profiles.
///
/// What a crash or a fault leaves undone is done at the next start, or when it is asked again.
public final class Erasure {
  /// Each record of the principal is read once more, for the search index.
  static final Duration WITHIN = Duration.ofMinutes(10);

  private final Seals seals;
  private final IndexFeeder feeder;
  private final RiskEngine risk;
  private final Snapshots snapshots;

  public Erasure(Seals seals, IndexFeeder feeder, RiskEngine risk, Snapshots snapshots) {
    this.seals = seals;
    this.feeder = feeder;
    this.risk = risk;
    this.snapshots = snapshots;
  }

  /// To be called when the profile is gone from memory.
  ///
  /// @return by which name the sealed records know it now; absent where none are
  /// @throws Fault.Unavailable where something could not be done
  Optional<String> erase(String principal) {
    try {
      Optional<String> pseudonym = seals.forget(principal);
      // Two snapshots are kept: both must be without it.
      snapshots.write(risk);
      snapshots.write(risk);
      finish();
      return pseudonym;
    } catch (IOException e) {
      throw new Fault.Unavailable("not all could be made unreadable: ask again", e);
    }
  }

  /// Does what is left of earlier times.
  ///
  /// @param upTo the last record whose decisions are to be forgotten
  public void resume(long upTo) throws IOException {
    if (seals.unfinished().isEmpty()) {
      return;
    }
    for (Seals.Forgotten each : seals.unfinished()) {
      Forgetting.named(each.principal()).forEach(principal -> risk.forget(principal, upTo));
    }
    snapshots.write(risk);
    snapshots.write(risk);
    finish();
  }

  private void finish() throws IOException {
    for (Seals.Forgotten each : seals.unfinished()) {
      feeder.forget(each.id());
      seals.finished(each);
    }
  }
}
