package dev.warder.app.cli;

import dev.warder.context.Atlas;
import dev.warder.context.Intel;
import dev.warder.context.IntelSources;
import dev.warder.context.Senses;
import dev.warder.replay.evaluate.Evaluation;
import dev.warder.replay.evaluate.Findings;
import dev.warder.replay.evaluate.ReportJson;
import dev.warder.replay.evaluate.Rooms;
import dev.warder.replay.events.Call;
import dev.warder.replay.simulate.Scale;
import dev.warder.replay.simulate.Simulation;
import dev.warder.risk.Levels;
import dev.warder.risk.ModelFile;
import dev.warder.store.memory.MemoryProfileStore;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "evaluate",
    description = "Measure how well attacks are told from normal calls.",
    mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
  @Option(names = "--simulate", paramLabel = "SEED", description = "Simulated traffic.")
  private long seed;

  @Mixin private final Output output;
  private final Terminal terminal;

  EvaluateCommand(Terminal terminal) {
    this.terminal = terminal;
    this.output = new Output(terminal);
  }

  @Override
  public Integer call() {
    List<Call> calls = Simulation.run(seed, Scale.USUAL, Atlas.bundled());
    Intel intel = Intel.open(IntelSources.of(Path.of("none")));
    Rooms rooms =
        Rooms.of(
            ModelFile.bundled(), Levels.DEFAULT, MemoryProfileStore::new, Senses.unhurried(intel));
    Progress progress = Progress.of(terminal, 3L * calls.size());
    Findings findings = new Evaluation(rooms).run(calls, (done, of) -> show(progress, done));
    progress.end();
    output.json(ReportJson.of(findings));
    return Exit.DONE;
  }

  /// Called by any thread.
  private static synchronized void show(Progress progress, long done) {
    progress.at(done);
  }
}
