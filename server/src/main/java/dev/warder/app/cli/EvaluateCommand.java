package dev.warder.app.cli;

import dev.warder.context.Intel;
import dev.warder.context.IntelSources;
import dev.warder.context.Senses;
import dev.warder.model.Fault;
import dev.warder.model.NetworkClass;
import dev.warder.replay.evaluate.Evaluation;
import dev.warder.replay.evaluate.Findings;
import dev.warder.replay.evaluate.Page;
import dev.warder.replay.evaluate.ReportJson;
import dev.warder.replay.evaluate.Rooms;
import dev.warder.replay.events.Call;
import dev.warder.replay.events.Swaps;
import dev.warder.risk.Levels;
import dev.warder.risk.ModelFile;
import dev.warder.risk.RiskModel;
import dev.warder.store.memory.MemoryProfileStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "evaluate",
    description = {
      "Measure how well attacks are told from normal calls, beside published baselines.",
      "Needs no service. Each call is scored with what was learned before it; see"
          + " docs/evaluation.md."
    },
    mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
  @ArgGroup(multiplicity = "1")
  private @Nullable CallSource source;

  @Option(
      names = "--swap",
      paramLabel = "N",
      description =
          "Add N attacks by insiders: sessions of one principal with another one's token. For logs"
              + " that hold no attacks.")
  private int swaps;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "A model file; the program's own if omitted.")
  private @Nullable Path model;

  @Option(
      names = "--network",
      paramLabel = "CLASS=FILE",
      description =
          "A list of networks of a class (listed, vpn, tor, hosting, mobile), one a line, as in"
              + " intel.networks. Again for more.")
  private Map<String, Path> networks = Map.of();

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write a page with curves as well; it needs nothing else to be read.")
  private @Nullable Path html;

  @Mixin private final Output output;
  private final Terminal terminal;

  EvaluateCommand(Terminal terminal) {
    this.terminal = terminal;
    this.output = new Output(terminal);
  }

  @Override
  public Integer call() throws IOException {
    RiskModel figures =
        model == null ? ModelFile.bundled() : ModelFile.read(terminal.resolve(model));
    Map<NetworkClass, Path> lists = lists();
    Senses senses = Senses.unhurried(Intel.open(sources(lists)));
    List<Call> calls = calls(lists);
    Rooms rooms = Rooms.of(figures, Levels.DEFAULT, MemoryProfileStore::new, senses);
    Findings findings = evaluate(rooms, calls);
    if (html != null) {
      Files.writeString(terminal.resolve(html), Page.of(findings));
    }
    Map<String, Object> report = ReportJson.of(findings);
    if (output.isJson()) {
      output.json(report);
    } else {
      new EvaluationText(output).print(report);
    }
    return Exit.DONE;
  }

  private Findings evaluate(Rooms rooms, List<Call> calls) {
    Progress progress = Progress.of(terminal, 3L * calls.size());
    Findings findings = new Evaluation(rooms).run(calls, (done, of) -> show(progress, done));
    progress.end();
    return findings;
  }

  /// Called by any thread.
  private static synchronized void show(Progress progress, long done) {
    progress.at(done);
  }

  private List<Call> calls(Map<NetworkClass, Path> lists) throws IOException {
    CallSource from = java.util.Objects.requireNonNull(source);
    List<Call> calls = from.read(terminal, lists.get(NetworkClass.LISTED));
    if (calls.isEmpty()) {
      throw new Fault.Invalid("there are no calls to evaluate");
    }
    return swaps > 0 ? Swaps.into(calls, swaps, 1) : calls;
  }

  private Map<NetworkClass, Path> lists() {
    Map<NetworkClass, Path> lists = new EnumMap<>(NetworkClass.class);
    networks.forEach((name, file) -> {
      NetworkClass of =
          NetworkClass.of(name)
              .orElseThrow(() -> new Fault.Invalid("there is no class of networks " + name));
      lists.put(of, terminal.resolve(file));
    });
    return lists;
  }

  /// Nothing that was imported into a service counts here, so that figures can be reproduced.
  private IntelSources sources(Map<NetworkClass, Path> lists) {
    return new IntelSources(null, null, lists, terminal.resolve(Path.of(".no-imports")));
  }
}
