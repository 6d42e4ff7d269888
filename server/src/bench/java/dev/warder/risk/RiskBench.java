package dev.warder.risk;

import dev.warder.model.Assessment;
import dev.warder.model.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Scores, and learns, a call of one principal among many.
///
/// After `mvn test-compile -Pbench`, in the folder `server` and with the class path of that
/// profile: `java -Xmx6g -cp ... org.openjdk.jmh.Main -bm sample -tu ns RiskBench`.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class RiskBench {
  private static final int CALLS = 8192;

  @Param({"1000", "1000000"})
  int principals;

  private final Decision[] calls = new Decision[CALLS];
  private ManyProfiles profiles = new ManyProfiles();
  private int next;

  @Setup
  public void teach() {
    profiles = new ManyProfiles();
    int[] chosen = new int[CALLS];
    for (int i = 0; i < CALLS; i++) {
      chosen[i] = profiles.any(principals);
      profiles.keep(chosen[i]);
    }
    profiles.teach(principals);
    Instant time = World.MONDAY.plus(Duration.ofDays(3));
    for (int i = 0; i < CALLS; i++) {
      int who = chosen[i];
      Instant at = time.plusSeconds(i);
      calls[i] = profiles.scored(profiles.call(profiles.who(who), who, at, i % 5, i % 2));
    }
  }

  @Benchmark
  public Assessment score() {
    return profiles.score(calls[next++ & CALLS - 1]);
  }

  @Benchmark
  public void learn() {
    profiles.learn(calls[next++ & CALLS - 1]);
  }
}
