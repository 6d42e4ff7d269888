package dev.warder.risk;

import dev.warder.context.Atlas;
import dev.warder.context.Intel;
import dev.warder.context.IntelSources;
import dev.warder.context.Senses;
import dev.warder.model.Factor;
import dev.warder.replay.evaluate.Rooms;
import dev.warder.replay.evaluate.Trial;
import dev.warder.replay.events.Call;
import dev.warder.replay.simulate.Listed;
import dev.warder.replay.simulate.Scale;
import dev.warder.replay.simulate.Simulation;
import dev.warder.store.memory.MemoryProfileStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Scored calls of simulated traffic with all that their factors were computed from. Of the owners'
/// calls those that score low are thinned out, and weigh more.
final class Sample {
  private static final double KEEP_ABOVE = -8.2;
  private static final int THINNED = 8;

  /// @param weight how many calls it stands for
  /// @param label the attacker; empty for an owner
  record Row(
      String label,
      String kind,
      double weight,
      Map<String, double[]> inputs,
      String network,
      boolean newAsn,
      Call call,
      double logOdds) {}

  final List<Row> rows = new ArrayList<>();

  static Sample of(long[] seeds, RiskModel model, Scale scale) {
    Sample sample = new Sample();
    Intel intel = Intel.open(IntelSources.of(Path.of("none")));
    Rooms rooms = Rooms.of(model, Levels.DEFAULT, MemoryProfileStore::new, Senses.unhurried(intel));
    Atlas atlas = Atlas.bundled();
    for (long seed : seeds) {
      List<Call> calls = Simulation.run(seed, scale, atlas, Listed.NONE);
      long begun = System.nanoTime();
      sample.add(calls, rooms.trial(), true, seed);
      sample.add(calls.stream().filter(Call::isLegitimate).toList(), rooms.trial(), false, seed);
      System.err.printf(
          "seed %d: %d calls, %.0f s%n", seed, calls.size(), (System.nanoTime() - begun) / 1e9);
    }
    return sample;
  }

  private void add(List<Call> calls, Trial trial, boolean attacks, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (Call call : calls) {
      Trial.Judged judged = trial.judge(call);
      if (attacks == call.isLegitimate()) {
        continue;
      }
      var risk = judged.assessment().risk();
      boolean thin = !attacks && risk.logOdds() < KEEP_ABOVE;
      if (thin && random.nextInt(THINNED) != 0) {
        continue;
      }
      Map<String, double[]> inputs = new HashMap<>();
      for (Factor factor : risk.factors()) {
        inputs.put(factor.name(), factor.inputs());
      }
      rows.add(
          new Row(
              call.label(),
              call.kind().wire(),
              thin ? THINNED : 1,
              inputs,
              judged.context().network().wire(),
              judged.assessment().familiarity().asnIsNew(),
              call,
              risk.logOdds()));
    }
  }
}
