package dev.warder.app.cli;

import dev.warder.context.Atlas;
import dev.warder.model.Fault;
import dev.warder.replay.events.AccessLines;
import dev.warder.replay.events.Call;
import dev.warder.replay.events.CallReader;
import dev.warder.replay.events.CloudTrailFolder;
import dev.warder.replay.events.ClueEvents;
import dev.warder.replay.events.EventLines;
import dev.warder.replay.events.RbaLogins;
import dev.warder.replay.simulate.Listed;
import dev.warder.replay.simulate.Scale;
import dev.warder.replay.simulate.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where the calls come from; exactly one of these.
final class CallSource {
  @Option(
      names = "--events",
      paramLabel = "FILE",
      description =
          "JSON Lines with time, principal, token, ip, userAgent, method, path, host, status, label"
              + " and session; .gz is unpacked.")
  private @Nullable Path events;

  @Option(
      names = "--rba",
      paramLabel = "CSV",
      description = "The public log-in data set for risk-based authentication.")
  private @Nullable Path rba;

  @Option(
      names = "--cloudtrail",
      paramLabel = "DIR",
      description = "A folder of AWS CloudTrail logs.")
  private @Nullable Path cloudtrail;

  @Option(names = "--clue", paramLabel = "JSON", description = "The public set CLUE-LDS.")
  private @Nullable Path clue;

  @Option(
      names = "--access-log",
      paramLabel = "FILE",
      description = "A web server's log in the combined format.")
  private @Nullable Path accessLog;

  @Option(
      names = "--simulate",
      paramLabel = "SEED",
      description = "Simulated people, services, agents and attackers; a seed, for example 7.")
  private @Nullable Long seed;

  /// @param listed addresses that the simulated attackers may come from, where there is such a list
  List<Call> read(Terminal terminal, @Nullable Path listed) throws IOException {
    if (seed != null) {
      Listed addresses = listed == null ? Listed.NONE : Listed.read(listed);
      return Simulation.run(seed, Scale.USUAL, Atlas.bundled(), addresses);
    }
    if (events != null) {
      return read(terminal, events, new EventLines());
    }
    if (rba != null) {
      return read(terminal, rba, new RbaLogins());
    }
    if (cloudtrail != null) {
      return read(terminal, cloudtrail, new CloudTrailFolder());
    }
    if (clue != null) {
      return read(terminal, clue, new ClueEvents());
    }
    return read(terminal, java.util.Objects.requireNonNull(accessLog), new AccessLines());
  }

  private static List<Call> read(Terminal terminal, Path given, CallReader reader)
      throws IOException {
    Path from = terminal.resolve(given);
    if (!Files.exists(from)) {
      throw new Fault.Invalid(from + " does not exist");
    }
    Progress progress = Progress.of(terminal, size(from));
    List<Call> calls = reader.read(from, progress::at);
    progress.end();
    return calls;
  }

  private static long size(Path from) throws IOException {
    if (!Files.isDirectory(from)) {
      return Files.size(from);
    }
    try (Stream<Path> files = Files.walk(from)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
