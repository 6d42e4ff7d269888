package dev.warder.replay.evaluate;

import dev.warder.replay.baseline.Baseline;
import dev.warder.replay.baseline.Logins;
import dev.warder.replay.baseline.Sighting;
import dev.warder.replay.events.Call;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// Runs a stream of calls through the model and through the baselines, in order of time: each call
/// is scored with what was learned before it.
///
/// Attackers stand beside the stream. The owners' scores come from a stream without any attack, as
/// injected attacks are far more frequent than real ones and would leave too many traces; the
/// attackers' scores from the full stream, in which the model learns from each call what the
/// service would have learned.
public final class Evaluation {
  private final Rooms rooms;

  public Evaluation(Rooms rooms) {
    this.rooms = rooms;
  }

  /// The share of all work that is done, by now.
  public interface Watcher {
    void done(long calls, long of);
  }

  /// @param calls in order of time
  /// @param watcher is called now and then, by any thread
  public Findings run(List<Call> calls, Watcher watcher) {
    long started = System.nanoTime();
    List<Call> owners = calls.stream().filter(Call::isLegitimate).toList();
    List<Call> attacks = calls.stream().filter(call -> !call.isLegitimate()).toList();
    Map<String, Integer> numbers = new HashMap<>();
    Roster ownersRoster = Roster.of(owners, numbers);
    Roster attacksRoster = Roster.of(attacks, numbers);
    long passes = attacks.isEmpty() ? 2 : 3;
    Steps steps = new Steps(watcher, passes * calls.size());
    try (ExecutorService threads = Executors.newFixedThreadPool(2, daemons())) {
      var clean = CompletableFuture.supplyAsync(() -> clean(owners, steps), threads);
      var full = CompletableFuture.supplyAsync(() -> full(calls, attacks.size(), steps), threads);
      var others =
          CompletableFuture.supplyAsync(() -> others(calls, attacks.size(), steps), threads);
      Marks ownersMarks = clean.join();
      Marks attacksMarks = full.join();
      Map<String, Scores> scores = others.join();
      double seconds = (System.nanoTime() - started) / 1e9;
      return new Findings(
          rooms.model().id(),
          rooms.model().prior(),
          ownersRoster,
          ownersMarks,
          attacksRoster,
          attacksMarks,
          new Scores(ownersMarks.logOdds, attacksMarks.logOdds),
          scores,
          seconds);
    }
  }

  /// Scores all calls in one stream, as the service would have, for whoever wants every factor.
  public void each(List<Call> calls, Consumer<Trial.Judged> consumer) {
    Trial trial = rooms.trial();
    calls.forEach(call -> consumer.accept(trial.judge(call)));
  }

  private Marks clean(List<Call> owners, Steps steps) {
    Marks marks = new Marks(owners.size());
    Trial trial = rooms.trial();
    for (Call call : owners) {
      marks.add(trial.judge(call));
      steps.step();
    }
    return marks;
  }

  private Marks full(List<Call> calls, int attacks, Steps steps) {
    Marks marks = new Marks(attacks);
    if (attacks == 0) {
      return marks;
    }
    Trial trial = rooms.trial();
    for (Call call : calls) {
      Trial.Judged judged = trial.judge(call);
      if (!call.isLegitimate()) {
        marks.add(judged);
      }
      steps.step();
    }
    return marks;
  }

  private Map<String, Scores> others(List<Call> calls, int attacks, Steps steps) {
    List<Baseline> baselines = Baseline.all();
    List<Scores> scores = new ArrayList<>();
    for (int i = 0; i < baselines.size(); i++) {
      scores.add(new Scores(new double[calls.size() - attacks], new double[attacks]));
    }
    int owner = 0;
    int attack = 0;
    Sense sense = rooms.sense();
    Logins logins = new Logins(baselines);
    for (Call call : calls) {
      logins.pass(call.token(), call.time());
      Sighting sighting =
          new Sighting(call.principal(), call.time(), call.source(), sense.context(call));
      for (int i = 0; i < baselines.size(); i++) {
        double score = baselines.get(i).score(sighting);
        if (call.isLegitimate()) {
          scores.get(i).owners()[owner] = score;
        } else {
          scores.get(i).attacks()[attack] = score;
        }
      }
      if (call.isLegitimate()) {
        logins.used(call.token(), sighting);
      }
      owner += call.isLegitimate() ? 1 : 0;
      attack += call.isLegitimate() ? 0 : 1;
      steps.step();
    }
    Map<String, Scores> named = new LinkedHashMap<>();
    for (int i = 0; i < baselines.size(); i++) {
      named.put(baselines.get(i).name(), scores.get(i));
    }
    return named;
  }

  private static java.util.concurrent.ThreadFactory daemons() {
    return Thread.ofPlatform().daemon().name("evaluation-", 0).factory();
  }

  /// Counts what is done, over all threads.
  private static final class Steps {
    private static final long EVERY = 5000;

    private final Watcher watcher;
    private final long of;
    private final AtomicLong done = new AtomicLong();

    Steps(Watcher watcher, long of) {
      this.watcher = watcher;
      this.of = of;
    }

    void step() {
      long now = done.incrementAndGet();
      if (now % EVERY == 0) {
        watcher.done(now, of);
      }
    }
  }
}
