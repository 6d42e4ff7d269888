package dev.warder.bench;

import dev.warder.app.Scratch;
import dev.warder.model.Credential;
import dev.warder.model.IdSource;
import dev.warder.model.Principal;
import dev.warder.model.PrincipalKind;
import dev.warder.model.Secret;
import dev.warder.model.Verification;
import dev.warder.store.memory.MemoryTokenStore;
import dev.warder.token.NewToken;
import dev.warder.token.Peppers;
import dev.warder.token.Tokens;
import dev.warder.token.Verifier;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// What it costs to recognise a token among few and among many: its form, its digest under the
/// pepper, its record. Each call shows another one.
///
/// Run as `DecisionBench`, with `-bm sample -tu ns -prof gc`.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgsAppend = {"-XX:+UseCompactObjectHeaders", "-Xmx6g"})
@SuppressWarnings("NullAway.Init") // made before each trial
public class VerifyBench {
  @Param({"1000", "1000000"})
  int tokens;

  private Scratch scratch;
  private Verifier verifier;
  private Credential[] shown;
  private final Credential unknown = new Credential.Presented(new Secret("wrd_nobody"));
  private Instant now;
  private int at;

  @Setup(Level.Trial)
  public void open() throws IOException {
    scratch = Scratch.make("warder-bench");
    InstantSource clock = InstantSource.system();
    RandomGenerator random = RandomGenerator.of("L64X128MixRandom"); // secrets of nothing real
    IdSource ids = new IdSource(clock, random);
    Peppers peppers = Peppers.open(scratch.folder().resolve("keys"), ids, new SecureRandom());
    MemoryTokenStore store = new MemoryTokenStore();
    Tokens made = new Tokens(store, peppers, ids, random, clock);
    shown = new Credential[tokens];
    for (int i = 0; i < tokens; i++) {
      NewToken wanted = NewToken.of(new Principal("p" + i, PrincipalKind.SERVICE), "", List.of());
      var issued = made.create(wanted, null).commit();
      shown[i] = new Credential.Presented(Objects.requireNonNull(issued.secret()));
    }
    verifier = new Verifier(peppers, store.index());
    now = clock.instant();
  }

  @Benchmark
  public Verification verify() {
    at = (at + 7919) % tokens;
    return verifier.verify(shown[at], null, now);
  }

  /// What an attacker's guess costs us.
  @Benchmark
  public Verification refuse() {
    return verifier.verify(unknown, null, now);
  }

  @TearDown(Level.Trial)
  public void close() throws IOException {
    scratch.close();
  }
}
