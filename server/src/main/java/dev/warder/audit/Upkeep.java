package dev.warder.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is done to closed segments beside the writer: they are compressed, and removed when their
/// time has come.
///
/// A segment is removed only once a signed record says so, and after its subtree roots stand in
/// `journal/retired`. One that does not fit its index is left as it is: it is evidence.
final class Upkeep implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
  private static final long EVERY_SECONDS = 1;

  /// Of all that may be kept, what the leaves of removed records may take.
  private static final int SHARE_OF_LEAVES = 4;

  /// In rounds; also right after a removal.
  private static final int BETWEEN_LOOKS_AT_LEAVES = 60;

  /// Writes the record that says how many records are gone, and why.
  interface Teller {
    CompletableFuture<Long> tell(long records, String because);
  }

  /// @param told where the record stands that tells of it
  private record Due(Retired retired, CompletableFuture<Long> told) {}

  private final Path journal;
  private final Disk disk;
  private final Retention retention;
  private final LongSupplier signed;
  private final Teller teller;
  private final InstantSource clock;
  private final Removal removal;
  private final Holdings.Look look;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("warder-journal-upkeep").daemon().factory());

  private @Nullable Due due;
  private long rounds;
  private volatile @Nullable String trouble;

  /// @param signed how many records a published checkpoint signs
  Upkeep(
      Path journal,
      Disk disk,
      Retention retention,
      LongSupplier signed,
      Teller teller,
      InstantSource clock) {
    this.journal = journal;
    this.disk = disk;
    this.retention = retention;
    this.signed = signed;
    this.teller = teller;
    this.clock = clock;
    this.removal = new Removal(journal, disk);
    this.look = new Holdings.Look(journal);
  }

  void start() {
    if (!retention.equals(Retention.EVERYTHING)) {
      var _ = thread.scheduleWithFixedDelay(this::tick, 1, EVERY_SECONDS, TimeUnit.SECONDS);
    }
  }

  Optional<String> trouble() {
    return Optional.ofNullable(trouble);
  }

  private void tick() {
    try {
      round();
      trouble = null;
    } catch (IOException | RuntimeException e) {
      if (trouble == null) {
        LOG.error("closed segments of the journal cannot be looked after", e);
      }
      trouble = "closed segments cannot be compressed or removed: " + e.getMessage();
    }
  }

  /// Compresses one segment at most, and takes the next step of removing. While there is more than
  /// there may be, and more comes than can be compressed, nothing is: that takes long when the
  /// machine is busy, and the disk must not fill meanwhile.
  synchronized void round() throws IOException {
    Holdings holdings = look.now();
    List<Segment> closed = closed(holdings);
    removal.sweep(holdings.retired().size());
    if (rounds++ % BETWEEN_LOOKS_AT_LEAVES == 0) {
      forgetLeaves(holdings.retired());
    }
    List<Segment> plain = closed.stream().filter(each -> !each.isPacked()).toList();
    boolean behind = plain.size() > 1 && bytes(closed) > retention.bytes();
    if (retention.packing() && !plain.isEmpty() && !behind) {
      pack(plain.getFirst());
      closed = closed(look.now());
    }
    Due waiting = due;
    if (waiting == null) {
      begin(holdings, closed);
    } else if (waiting.told().isDone()) {
      finish(waiting);
    }
  }

  /// They are kept for the proofs of what was removed: for as long again as the records were, and
  /// as far as there is room.
  private void forgetLeaves(Retired retired) throws IOException {
    Duration age = retention.age();
    long since = age == null ? Long.MIN_VALUE : clock.millis() - 2 * age.toMillis();
    removal.forgetLeaves(retired, retention.bytes() / SHARE_OF_LEAVES, since);
  }

  /// All but the newest, as far as they are signed.
  private List<Segment> closed(Holdings holdings) {
    List<Segment> segments = holdings.segments();
    int count = 0;
    while (count + 1 < segments.size() && segments.get(count + 1).first() <= signed.getAsLong()) {
      count++;
    }
    return segments.subList(0, count);
  }

  private void pack(Segment segment) throws IOException {
    Path fresh = segment.file().resolveSibling(segment.name() + ".gz.new");
    Files.deleteIfExists(fresh);
    Removal.pack(segment, fresh, disk);
    Files.move(
        fresh,
        segment.packed().file(),
        java.nio.file.StandardCopyOption.ATOMIC_MOVE,
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    disk.forceFolder(journal);
    Files.delete(segment.file());
  }

  private void begin(Holdings holdings, List<Segment> closed) throws IOException {
    long bytes = bytes(closed);
    Retired retired = holdings.retired();
    String because = "age";
    for (Segment segment : closed) {
      long end = removal.end(holdings, segment);
      boolean large = bytes > retention.bytes();
      if (!large && !isOld(removal.time(end - 1))) {
        break;
      }
      because = large ? "size" : because;
      bytes -= size(segment);
      retired = retired.with(removal.part(segment, retired.prev(), end));
    }
    if (retired.size() > holdings.retired().size()) {
      due = new Due(retired, teller.tell(retired.size(), because));
    }
  }

  private static long bytes(List<Segment> segments) throws IOException {
    long bytes = 0;
    for (Segment segment : segments) {
      bytes += size(segment);
    }
    return bytes;
  }

  /// With its index.
  private static long size(Segment segment) throws IOException {
    long index = Files.exists(segment.index()) ? Files.size(segment.index()) : 0;
    return Files.size(segment.file()) + index;
  }

  private boolean isOld(long time) {
    return retention.age() != null && time + retention.age().toMillis() < clock.millis();
  }

  /// Once what tells of it is signed.
  private void finish(Due waiting) throws IOException {
    long seq;
    try {
      seq = waiting.told().join();
    } catch (CompletionException e) {
      due = null; // the journal could not be written: a later round begins anew
      return;
    }
    if (signed.getAsLong() > seq) {
      removal.remove(waiting.retired());
      forgetLeaves(waiting.retired());
      due = null;
      LOG.info("retention removed the journal's records before {}", waiting.retired().size());
    }
  }

  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
