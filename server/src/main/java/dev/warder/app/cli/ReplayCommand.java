package dev.warder.app.cli;

import dev.warder.app.settings.Amounts;
import dev.warder.app.settings.ConfigurationError;
import dev.warder.app.settings.Settings;
import dev.warder.audit.Checkpoint;
import dev.warder.audit.JournalBlocks;
import dev.warder.policy.DraftPolicies;
import dev.warder.policy.PolicySource;
import dev.warder.replay.Findings;
import dev.warder.replay.Recheck;
import dev.warder.replay.Replay;
import dev.warder.replay.Tally;
import dev.warder.replay.Threshold;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "replay",
    description = {
      "Judge the recorded decisions of a journal again, beside the running service too.",
      "With --policy: what these files would have decided. With --verify: whether score and verdict"
          + " of every record come out again, bit for bit."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ReplayCommand implements Callable<Integer> {
  @Option(
      names = "--policy",
      paramLabel = "F",
      arity = "1..*",
      description = "Draft policy files; together they are one set, as apply would make them.")
  private List<Path> files = List.of();

  @Option(names = "--verify", description = "Compute every decision again as it was made.")
  private boolean verify;

  @Option(
      names = "--journal",
      paramLabel = "DIR",
      description = "The data folder, or the journal in it (default: the configured data folder).")
  private @Nullable Path journal;

  @Option(
      names = "--since",
      paramLabel = "D",
      description = "Only decisions of the last 7d, or since 2026-11-01T00:00:00Z.")
  private @Nullable String since;

  @Option(names = "--limit", paramLabel = "N", description = "Stop after about so many decisions.")
  private long limit = Long.MAX_VALUE;

  @Option(
      names = "--fail-if",
      paramLabel = "BOUND",
      description = {
        "End with 1 where this holds: newlyDenied, newlyHindered, newlyAllowed or changed, compared"
            + " with a count or a share of the decisions judged: 'newlyDenied > 0.1%%'."
      })
  private List<String> bounds = List.of();

  @Option(
      names = "--config",
      paramLabel = "C",
      description = "The configuration, for data folder and headers (default: as for serve).")
  private @Nullable Path config;

  @Mixin private final Output output;

  private final Terminal terminal;

  ReplayCommand(Terminal terminal) {
    this.terminal = terminal;
    this.output = new Output(terminal);
  }

  @Override
  public Integer call() throws IOException, ConfigurationError {
    if (verify == !files.isEmpty()) {
      throw Stop.usage(
          "replay needs either --policy or --verify",
          "Write ./warder replay --policy draft.yaml, or ./warder replay --verify.");
    }
    if (verify && (!bounds.isEmpty() || since != null || limit != Long.MAX_VALUE)) {
      throw Stop.usage(
          "--verify takes no --since, --limit or --fail-if", "It checks every record.");
    }
    if (limit < 1) {
      throw Stop.usage("--limit must be at least 1", "Write for example --limit 100000.");
    }
    Settings settings = Configuration.read(terminal, config);
    Path folder = journal == null ? settings.data() : terminal.resolve(journal);
    if (!Files.isDirectory(folder)) {
      throw Stop.environment(
          "there is no journal in " + folder, "Name the service's data folder, or start it once.");
    }
    return verify ? verify(folder) : judge(folder, settings);
  }

  private int verify(Path folder) throws IOException {
    Progress progress = progress(folder, null);
    long started = System.nanoTime();
    Findings findings = new Recheck(threads(), progress::at).run(folder);
    progress.end();
    FindingsText.print(findings, output, System.nanoTime() - started);
    return findings.passed() ? Exit.DONE : Exit.NO;
  }

  private int judge(Path folder, Settings settings) throws IOException {
    List<Threshold> thresholds = bounds.stream().map(Threshold::parse).toList();
    List<PolicySource> sources = new ArrayList<>();
    for (Path file : files) {
      sources.add(new PolicySource(file.toString(), PolicyFile.read(terminal, file)));
    }
    DraftPolicies draft = DraftPolicies.compile(sources, Set.copyOf(settings.audit().headers()));
    Instant from = since == null ? null : from(since);
    Progress progress = progress(folder, from);
    long started = System.nanoTime();
    Tally tally = new Replay(draft, threads(), from, limit, progress::at).run(folder);
    progress.end();
    List<Threshold> passed = thresholds.stream().filter(t -> t.holds(tally)).toList();
    TallyText.print(tally, draft.revision(), passed, output, System.nanoTime() - started);
    return passed.isEmpty() ? Exit.DONE : Exit.NO;
  }

  private static int threads() {
    return Math.max(1, Runtime.getRuntime().availableProcessors());
  }

  private Progress progress(Path folder, @Nullable Instant from) throws IOException {
    if (output.isJson() || from != null) {
      return Progress.of(terminal, 0);
    }
    try (JournalBlocks blocks = JournalBlocks.open(folder, null)) {
      return Progress.of(terminal, blocks.checkpoint().map(Checkpoint::size).orElse(0L));
    }
  }

  private static Instant from(String text) {
    try {
      return Amounts.duration(text).map(Instant.now()::minus).orElseGet(() -> Instant.parse(text));
    } catch (DateTimeException e) {
      throw Stop.usage(
          "--since \"" + Table.plain(text) + "\" is no span or time",
          "Write --since 7d or --since 2026-11-01T00:00:00Z.");
    }
  }
}
