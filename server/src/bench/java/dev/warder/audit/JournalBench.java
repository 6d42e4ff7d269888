package dev.warder.audit;

import dev.warder.model.Decision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/// What a record costs: `append` the thread that decides, with as many of them as there are cores;
/// `encode` the part of it that is not handing over; `appendAndWait` a thousand records at once
/// until the last is written, per record; `writer` the journal's own thread.
///
/// `append` and `encode` take what was decided just before, each call by itself, so that there is a
/// median; bytes that `-prof gc` reports are then those of deciding as well. The others always take
/// the same thousand calls.
///
/// Run: `mvn -Pbench test-compile dependency:build-classpath -Dmdep.outputFile=target/cp -pl
/// server` and in `server`: `java -cp target/classes:target/test-classes:$(cat target/cp)
/// org.openjdk.jmh.Main JournalBench -prof gc`, with the `java` of a JDK 25.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class JournalBench {
  private static final int MANY = 1_000;

  @Param({"1", "1000"})
  int principals;

  private final Encoder encoder =
      new Encoder("n1", List.of("accept-language", "user-agent"), Seals.none());
  private final Decision[] calls = new Decision[MANY];
  private final Waiting[] waiting = new Waiting[MANY];
  private final Batch batch = new Batch();
  private final Frontier frontier = new Frontier();
  private Path data = Path.of("");

  @SuppressWarnings("NullAway.Init") // JMH calls open first
  private Journal journal;

  @SuppressWarnings("NullAway.Init") // so is this
  private TypicalCall.Population population;

  private final AtomicInteger callers = new AtomicInteger();

  @Setup(Level.Trial)
  public void open() throws IOException {
    population = new TypicalCall.Population(principals);
    TypicalCall typical = new TypicalCall(population, 0, 1);
    for (int i = 0; i < MANY; i++) {
      calls[i] = typical.next();
      waiting[i] = new Waiting(encoder.middle(calls[i]), Label.of(calls[i], Seals.none()));
    }
    data = Files.createTempDirectory("warder-bench");
    journal = Journal.open(JournalSettings.of(data, "n1"), Samples.ids(), InstantSource.system());
  }

  @TearDown(Level.Trial)
  public void close() throws IOException {
    journal.close();
    try (var files = Files.walk(data)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Benchmark
  @OperationsPerInvocation(MANY)
  public long appendAndWait() {
    CompletableFuture<Long> last = journal.append(calls[0]);
    for (int i = 1; i < MANY; i++) {
      last = journal.append(calls[i]);
    }
    return last.join();
  }

  /// One thread that decides.
  @State(Scope.Thread)
  @SuppressWarnings("NullAway.Init") // made before
  public static class Caller {
    private static final int AHEAD = 64;

    private TypicalCall typical;
    private CompletableFuture<Long> last = CompletableFuture.completedFuture(0L);
    private Decision call;
    private int count;

    @Setup(Level.Trial)
    public void begin(JournalBench bench) {
      int part = bench.callers.getAndIncrement();
      typical = new TypicalCall(bench.population, part, Runtime.getRuntime().availableProcessors());
    }

    /// The queue would fill up if nobody waited, and to be turned away is cheap.
    @Setup(Level.Invocation)
    public void decide() {
      if (++count % AHEAD == 0) {
        var _ = last.join();
      }
      call = typical.next();
    }
  }

  @Benchmark
  @BenchmarkMode(Mode.SampleTime)
  @Threads(Threads.MAX)
  public CompletableFuture<Long> append(Caller caller) {
    CompletableFuture<Long> written = journal.append(caller.call);
    if (caller.count % Caller.AHEAD == 0) {
      caller.last = written;
    }
    return written;
  }

  @Benchmark
  @BenchmarkMode(Mode.SampleTime)
  public Object encode(Caller caller) {
    return encoder.middle(caller.call);
  }

  @Benchmark
  @OperationsPerInvocation(MANY)
  public Object writer() {
    batch.begin(0, Link.NO_LINE, 0, 0);
    for (Waiting each : waiting) {
      batch.add(each);
    }
    batch.addTo(frontier);
    return batch.lines();
  }
}
