package dev.warder.bench;

import dev.warder.app.Scratch;
import dev.warder.context.Intel;
import dev.warder.context.IntelSources;
import dev.warder.context.Senses;
import dev.warder.model.Address;
import dev.warder.model.Attempt;
import dev.warder.model.CanonicalPath;
import dev.warder.model.Context;
import dev.warder.model.Credential;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// What it costs to learn place, network, client and local time of a call: `familiar` of sixty-four
/// addresses and clients again and again, `strange` of ever new addresses with ever new clients.
///
/// Run as `DecisionBench`, with `-bm sample -tu ns -prof gc`.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseCompactObjectHeaders")
@SuppressWarnings("NullAway.Init") // made before each trial
public class SenseBench {
  private static final int FAMILIAR = 64;
  private static final int STRANGE = 1 << 18;

  private Scratch scratch;
  private Senses senses;
  private final Attempt[] familiar = new Attempt[FAMILIAR];
  private final Attempt[] strange = new Attempt[STRANGE];
  private int at;

  @Setup(Level.Trial)
  public void open() throws IOException {
    scratch = Scratch.make("warder-bench");
    senses = new Senses(Intel.open(IntelSources.of(scratch.folder().resolve("intel"))));
    senses.warmUp();
    for (int i = 0; i < FAMILIAR; i++) {
      familiar[i] = attempt("81.2.69." + i, "aws-cli/2.13." + i + " Python/3.11.4 Linux/5.15");
    }
    for (int i = 0; i < STRANGE; i++) {
      String address = (i % 120 + 60) + "." + i / 1024 + "." + i % 250 + "." + i % 241;
      strange[i] = attempt(address, "tool-" + i + "/1.0 (linux; amd64)");
    }
  }

  private static Attempt attempt(String address, String userAgent) {
    return new Attempt(
        Instant.now(),
        "bench",
        new Credential.Absent(),
        "GET",
        "https",
        "api.example.com",
        CanonicalPath.parse("/orders/42"),
        Address.parse(address).orElseThrow(),
        Map.of("user-agent", userAgent),
        null);
  }

  @Benchmark
  public Context familiar() {
    at = (at + 1) % FAMILIAR;
    return senses.sense(familiar[at]);
  }

  @Benchmark
  public Context strange() {
    at = (at + 1) % STRANGE;
    return senses.sense(strange[at]);
  }

  @TearDown(Level.Trial)
  public void close() throws IOException {
    scratch.close();
  }
}
