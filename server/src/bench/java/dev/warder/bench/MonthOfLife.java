package dev.warder.bench;

import dev.warder.context.Atlas;
import dev.warder.context.Intel;
import dev.warder.context.IntelSources;
import dev.warder.context.Senses;
import dev.warder.model.Decision;
import dev.warder.model.IdSource;
import dev.warder.model.Outcome;
import dev.warder.monitor.Incident;
import dev.warder.monitor.IncidentFilter;
import dev.warder.monitor.Incidents;
import dev.warder.monitor.Monitor;
import dev.warder.monitor.Severity;
import dev.warder.monitor.Story;
import dev.warder.replay.evaluate.Rooms;
import dev.warder.replay.evaluate.Trial;
import dev.warder.replay.events.Call;
import dev.warder.replay.events.CloudTrailFolder;
import dev.warder.replay.simulate.Listed;
import dev.warder.replay.simulate.Scale;
import dev.warder.replay.simulate.Simulation;
import dev.warder.risk.Levels;
import dev.warder.risk.ModelFile;
import dev.warder.store.memory.MemoryIncidentStore;
import dev.warder.store.memory.MemoryProfileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// What the detectors say of a simulated company: of its normal life, and of those who attack it.
///
/// `java ... dev.warder.bench.MonthOfLife [SEED] [attacks]`: the first month is learned, the second
/// counted. Without `attacks` the owners alone are watched, and every incident is a false one.
/// `cloudtrail DIR` shows them a folder of AWS CloudTrail logs instead, and counts all of it.
public final class MonthOfLife {
  private static final Duration LEARNED = Duration.ofDays(30);
  private static final int SHOWN = 40;

  private MonthOfLife() {}

  public static void main(String[] arguments) throws Exception {
    boolean recorded = arguments.length > 1 && arguments[0].equals("cloudtrail");
    long seed = recorded || arguments.length == 0 ? 1 : Long.parseLong(arguments[0]);
    boolean attacks = arguments.length > 1;
    Path folder = Files.createTempDirectory("month");
    List<Call> all =
        recorded
            ? new CloudTrailFolder().read(Path.of(arguments[1]), done -> {})
            : Simulation.run(seed, Scale.USUAL, Atlas.bundled(), Listed.NONE);
    List<Call> calls = attacks ? all : all.stream().filter(Call::isLegitimate).toList();
    long from = calls.getFirst().time() + (recorded ? 0 : LEARNED.toMillis());
    Senses senses = new Senses(Intel.open(IntelSources.of(folder)));
    Trial trial =
        Rooms.of(ModelFile.bundled(), Levels.DEFAULT, MemoryProfileStore::new, senses).trial();
    long[] now = {0};
    Incidents incidents =
        new Incidents(
            new MemoryIncidentStore(),
            new IdSource(() -> Instant.ofEpochMilli(now[0]), new Random(seed)),
            () -> Instant.ofEpochMilli(now[0]),
            incident -> {});
    Map<String, Set<String>> attacked = new TreeMap<>();
    try (Monitor monitor = new Monitor(List.of(), incidents)) {
      int[] count = {0};
      trial.watch((decision, call) -> {
        now[0] = call.time();
        String id = "dec_" + count[0]++;
        Decision named = decision.under(id);
        monitor.decided(named);
        if (call.status() > 0 && decision.verdict().passes()) {
          Instant called = decision.attempt().time();
          monitor.observed(
              List.of(new Outcome(id, called, call.token(), call.status(), null, null)));
        }
        if (count[0] % 4_000 == 0 && !seen(monitor)) {
          throw new IllegalStateException("the monitor is too slow");
        }
      });
      for (Call call : calls) {
        var _ = trial.judge(call);
        if (!call.isLegitimate() && call.time() >= from) {
          attacked.computeIfAbsent(call.label(), label -> new HashSet<>()).add(call.principal());
        }
      }
      if (!seen(monitor)) {
        throw new IllegalStateException("the monitor is too slow");
      }
      report(incidents, from, calls, attacked, monitor.lost());
    }
  }

  private static boolean seen(Monitor monitor) {
    try {
      return monitor.awaitSeen(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void report(
      Incidents incidents,
      long from,
      List<Call> calls,
      Map<String, Set<String>> attacked,
      long lost) {
    List<Incident> all =
        incidents.list(IncidentFilter.ALL, "", Integer.MAX_VALUE).stream()
            .filter(each -> each.openedAt().toEpochMilli() >= from)
            .filter(each -> each.severity() != Severity.INFO)
            .toList();
    long counted = calls.stream().filter(call -> call.time() >= from).count();
    long principals = calls.stream().map(Call::principal).distinct().count();
    System.out.printf(
        "%d calls of %d principals in the time that counts, %d not watched%n",
        counted, principals, lost);
    Map<String, Integer> kinds = new TreeMap<>();
    for (Incident each : all) {
      each.timeline().stream()
          .map(Incident.Moment::detector)
          .distinct()
          .forEach(detector -> kinds.merge(detector, 1, Integer::sum));
    }
    System.out.printf("%d incidents; found by %s%n", all.size(), kinds);
    attacked.forEach((label, victims) -> {
      long told =
          victims.stream()
              .filter(victim ->
                  all.stream().anyMatch(i -> i.subject().wire().equals("principal:" + victim)))
              .count();
      System.out.printf("  %-14s %d of %d victims have an incident%n", label, told, victims.size());
    });
    all.stream()
        .limit(SHOWN)
        .forEach(
            i -> System.out.printf("  %s %s %s%n", i.openedAt(), i.severity().wire(), Story.of(i)));
  }
}
