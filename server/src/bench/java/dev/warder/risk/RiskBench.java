package dev.warder.risk;

import dev.warder.model.Action;
import dev.warder.model.Address;
import dev.warder.model.Assessment;
import dev.warder.model.Attempt;
import dev.warder.model.Context;
import dev.warder.model.Decision;
import dev.warder.model.Identity;
import dev.warder.model.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/// Scores, and learns, a call of one principal among many.
///
/// In the service the thread that asks for a score has just parsed the call, verified its token and
/// sensed where it comes from, so that the call, its token and its principal's name are in the
/// processor's cache, and nothing of what is known of the principal is. `score` begins with that:
/// what was read before is read before the clock starts. What is learned was scored shortly before,
/// a round of calls at a time: `learn` scores a round before it learns from it. (There another
/// thread learns than scored, and finds in the cache that both share what is nearer here.)
///
/// In `scoreUnread` and `learnUnread` the call itself comes from cold memory too, one of 8,192 that
/// were made in advance, and nothing was scored before.
///
/// In three virtual machines: how long the way to memory is differs from one to the next by a tenth
/// and more.
///
/// After `mvn test-compile -Pbench`, in the folder `server` and with the class path of that
/// profile: `java -Xmx6g -cp ... org.openjdk.jmh.Main -bm sample -tu ns RiskBench`.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
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

  private Decision next() {
    return calls[next++ & CALLS - 1];
  }

  /// A call of which everything was read that the service reads before it asks for the risk.
  @State(Scope.Benchmark)
  public static class Arrived {
    private @Nullable Decision call;

    @Setup(Level.Invocation)
    public void arrive(RiskBench bench, Blackhole reads) {
      Decision arrived = bench.next();
      Context context = Objects.requireNonNull(arrived.context());
      Action action = Objects.requireNonNull(arrived.action());
      Identity identity = Objects.requireNonNull(arrived.identity());
      call = arrived;
      reads.consume(verified(identity.token()));
      reads.consume(sensed(arrived.attempt(), context));
      reads.consume(action.hashCode());
    }

    /// The standings of principals are looked up by name.
    private static int verified(Token token) {
      int limits = token.allowCidrs().size() + token.tags().size() + token.ties().parents().size();
      return limits + token.id().hashCode() + token.principal().id().hashCode();
    }

    private static int sensed(Attempt attempt, Context context) {
      Address source = Objects.requireNonNull(attempt.source());
      int asked = source.hashCode() + attempt.path().path().hashCode() + attempt.time().hashCode();
      return asked + context.place().hashCode() + context.client().hashCode();
    }
  }

  @Benchmark
  public Assessment score(Arrived arrived) {
    return profiles.score(Objects.requireNonNull(arrived.call));
  }

  @Benchmark
  public Assessment scoreUnread() {
    return profiles.score(next());
  }

  /// A call that was scored with others of its round.
  @State(Scope.Benchmark)
  public static class Scored {
    private static final int ROUND = 32;

    private final Decision[] round = new Decision[ROUND];
    private int at = ROUND;

    @Setup(Level.Invocation)
    public void score(RiskBench bench) {
      if (++at >= ROUND) {
        for (int i = 0; i < ROUND; i++) {
          round[i] = bench.profiles.scored(bench.next());
        }
        at = 0;
      }
    }
  }

  @Benchmark
  public void learn(Scored scored) {
    profiles.learn(scored.round[scored.at]);
  }

  @Benchmark
  public void learnUnread() {
    profiles.learn(next());
  }
}
