package dev.warder.bench;

import dev.warder.app.Embedded;
import dev.warder.app.Scratch;
import dev.warder.app.settings.SettingsReader;
import dev.warder.model.Address;
import dev.warder.model.Attempt;
import dev.warder.model.CanonicalPath;
import dev.warder.model.Credential;
import dev.warder.model.Decision;
import dev.warder.model.PrincipalKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/// A whole decision without HTTP: token, place, network, client, risk, the twenty rules of
/// `src/bench/policy.yaml`, the record on its way to the disk, learning. As many callers as wait
/// for an answer at once; so the figure is decisions a second of the engine alone.
///
/// After `mvn test-compile -Pbench`, in the folder `server` and with the class path of that
/// profile: `java -cp ... org.openjdk.jmh.Main -prof gc DecisionBench`.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 5)
@Measurement(iterations = 5, time = 4)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseCompactObjectHeaders")
@Threads(32)
@SuppressWarnings("NullAway.Init") // made before each trial
public class DecisionBench {
  @Param({"1", "1000"})
  int principals;

  private Scratch scratch;
  private Embedded warder;
  private final List<Attempt> attempts = new ArrayList<>();

  @Setup(Level.Trial)
  public void open() throws Exception {
    scratch = Scratch.make("warder-bench");
    Map<String, String> options =
        Map.of(
            "data",
            scratch.folder().resolve("data").toString(),
            "server.port",
            "0",
            "decide.deadline",
            "5s",
            "policy",
            Path.of("src/bench/policy.yaml").toAbsolutePath().toString());
    warder =
        Embedded.start(
            SettingsReader.read(null, Map.of(), options, scratch.folder()), InstantSource.system());
    for (int i = 0; i < principals; i++) {
      String name = "loader-" + i;
      attempts.add(
          attempt(new Credential.Presented(warder.issue(name, PrincipalKind.SERVICE, List.of()))));
    }
  }

  private static Attempt attempt(Credential credential) {
    return new Attempt(
        Instant.now(),
        "bench",
        credential,
        "GET",
        "https",
        "api.example.com",
        CanonicalPath.parse("/orders/42"),
        Address.parse("203.0.113.7").orElseThrow(),
        Map.of("user-agent", "aws-cli/2.13.5 Python/3.11.4 Linux/5.15"),
        null);
  }

  @Benchmark
  public Decision decide() {
    return warder.decide(attempts.get(ThreadLocalRandom.current().nextInt(attempts.size())));
  }

  @TearDown(Level.Trial)
  public void close() throws IOException {
    warder.close();
    scratch.close();
  }
}
