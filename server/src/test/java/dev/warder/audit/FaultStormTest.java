package dev.warder.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.model.Decision;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A disk that fails again and again under load: what was answered with yes stands in the journal.
@Tag("conformance")
class FaultStormTest {

  private static final int FAULTS = 500;
  private static final int CALLERS = 4;

  @TempDir Path data;

  /// Fails one in a few writes to segments: before, within or, without saying so, never.
  private record Storm(Random random, AtomicInteger faults, boolean silent) implements Disk {

    @Override
    public Handle open(Path file) throws IOException {
      Handle real = Disk.real().open(file);
      return file.toString().endsWith(".jsonl") ? new Stormy(real, this) : real;
    }

    /// How much of `wanted` bytes gets through before the fault; all where there is none.
    synchronized int through(int wanted) {
      if (faults.get() >= FAULTS || random.nextInt(4) > 0) {
        return wanted;
      }
      faults.incrementAndGet();
      return random.nextInt(wanted);
    }
  }

  private record Stormy(Disk.Handle real, Storm storm) implements Disk.Handle {

    @Override
    public long size() throws IOException {
      return real.size();
    }

    @Override
    public int write(ByteBuffer bytes, long position) throws IOException {
      int wanted = bytes.remaining();
      int through = storm.through(wanted);
      if (through == wanted) {
        return real.write(bytes, position);
      }
      if (storm.silent()) {
        bytes.position(bytes.limit());
        return wanted;
      }
      real.write(bytes.slice(bytes.position(), through), position);
      throw new IOException("No space left on device");
    }

    @Override
    public void truncate(long size) throws IOException {
      real.truncate(size);
    }

    @Override
    public void force() throws IOException {
      boolean ofTheWriter = Thread.currentThread().getName().equals("warder-journal");
      if (ofTheWriter && storm.through(1) == 0) {
        throw new IOException("Input/output error");
      }
      real.force();
    }

    @Override
    public void close() throws IOException {
      real.close();
    }
  }

  /// Ids of decisions that were answered as recorded, until the storm is over and one more passed.
  private Set<String> answered(Storm storm, Durability durability) throws Exception {
    Set<String> answered = ConcurrentHashMap.newKeySet();
    JournalSettings settings =
        JournalSettings.of(data, "n1")
            .withSegmentBytes(100_000)
            .withDurability(durability, Duration.ofMillis(50));
    try (Journal journal = Journal.open(settings, Samples.ids(), InstantSource.system(), storm);
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
      Callable<Boolean> caller =
          () -> {
            while (!call(journal, answered) || storm.faults().get() < FAULTS) {
              Thread.onSpinWait();
            }
            return true;
          };
      List<Future<Boolean>> running =
          IntStream.range(0, CALLERS).mapToObj(i -> callers.submit(caller)).toList();
      for (Future<Boolean> each : running) {
        assertThat(each.get()).isTrue();
      }
      assertThat(journal.trouble()).isEmpty();
    }
    return answered;
  }

  private static boolean call(Journal journal, Set<String> answered) {
    Decision decision = Samples.usual(Samples.ids().next("dec_"));
    try {
      journal.append(decision).join();
      answered.add(decision.id());
      return true;
    } catch (CompletionException denied) {
      return false;
    }
  }

  private Set<String> recorded() throws IOException {
    Set<String> recorded = new HashSet<>();
    for (Segment segment : Segment.list(data.resolve("journal"))) {
      try (Lines lines = segment.lines(0)) {
        while (lines.next()) {
          String line = new String(lines.copy(), java.nio.charset.StandardCharsets.UTF_8);
          int id = line.indexOf("\"id\":\"dec_");
          if (id >= 0) {
            recorded.add(line.substring(id + 6, line.indexOf('"', id + 6)));
          }
        }
      }
    }
    return recorded;
  }

  @ParameterizedTest
  @EnumSource(Durability.class)
  void fiveHundredFaultsLeaveNoUnloggedAllow(Durability durability) throws Exception {
    Storm storm = new Storm(new Random(17), new AtomicInteger(), false);
    Set<String> unlogged = answered(storm, durability);
    assertThat(storm.faults()).hasValue(FAULTS);
    assertThat(unlogged).isNotEmpty();
    unlogged.removeAll(recorded());
    assertThat(unlogged).isEmpty();
    assertThat(JournalVerifier.verify(data, null, null)).isInstanceOf(Examination.Intact.class);
  }

  /// The control: a disk that loses writes without saying so leaves unlogged allows, and this way
  /// of looking finds them.
  @Test
  void aWriteThatIsLostSilentlyIsFoundOut() throws Exception {
    Set<String> unlogged =
        answered(new Storm(new Random(17), new AtomicInteger(), true), Durability.KERNEL);
    unlogged.removeAll(recorded());
    assertThat(unlogged).isNotEmpty();
    assertThat(JournalVerifier.verify(data, null, null)).isInstanceOf(Examination.Broken.class);
  }
}
