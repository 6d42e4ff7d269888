package dev.warder.audit;

import dev.warder.model.Decision;
import dev.warder.model.Fault;
import dev.warder.model.IdSource;
import dev.warder.model.StartupFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The journal, open for writing. One process at a time holds it.
///
/// `append` never blocks and never throws. Its future completes with the record's `seq` once it is
/// as durable as configured, on the journal's own thread and in the order of `seq`: what hangs on
/// it must be quick. It fails with `Fault.Unavailable` where the record was not written; a record
/// whose future nobody waits for any more may still be written later.
public final class Journal implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
  private static final long CLOSING_SECONDS = 10;

  private final Encoder encoder;
  private final Queue queue;
  private final Keeper keeper;
  private final Upkeep upkeep;
  private final Crowd crowd;
  private final FloodBudget floods;
  private final Seals seals;
  private final JournalWriter writer;
  private final Thread thread;
  private final FileChannel lock;
  private final VerifierKey verifierKey;

  private Journal(
      Encoder encoder,
      Queue queue,
      Keeper keeper,
      Upkeep upkeep,
      Crowd crowd,
      FloodBudget floods,
      Seals seals,
      JournalWriter writer,
      FileChannel lock,
      VerifierKey verifierKey) {
    this.encoder = encoder;
    this.queue = queue;
    this.keeper = keeper;
    this.upkeep = upkeep;
    this.crowd = crowd;
    this.floods = floods;
    this.seals = seals;
    this.writer = writer;
    this.lock = lock;
    this.verifierKey = verifierKey;
    this.thread = Thread.ofPlatform().name("warder-journal").daemon().unstarted(writer);
    queue.takenBy(thread);
  }

  /// @throws StartupFailure where another process holds the journal
  /// @throws Fault.Conflict where the files contradict what was signed
  public static Journal open(JournalSettings settings, IdSource ids, InstantSource clock)
      throws IOException {
    return open(settings, ids, clock, Disk.real());
  }

  static Journal open(JournalSettings settings, IdSource ids, InstantSource clock, Disk disk)
      throws IOException {
    Path folder = settings.journal();
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    FileChannel lock = Opening.lock(folder);
    try {
      Opening.requireKey(settings);
      AuditKey key = AuditKey.open(settings.key(), settings.origin(), new SecureRandom());
      Opening.publish(settings, key.verifier());
      Checkpoint newest = Opening.newest(folder, key.verifier());
      Recovery.State state = new Recovery(folder, disk, newest).recover();
      Seals seals = Seals.open(settings.seals(), settings.seal(), new SecureRandom());
      Encoder encoder = new Encoder(settings.node(), settings.headers(), seals);
      Queue queue = new Queue(settings.queueRecords(), settings.queueBytes());
      Keeper keeper = new Keeper(folder, disk, key, new Witnesses(settings.copies()));
      JournalWriter.Narrator narrator =
          (kind, details) -> {
            Event event =
                new Event(ids.next("evt_"), clock.instant(), kind, "system", "journal", details);
            return new Waiting(encoder.middle(event), Label.of(event, seals));
          };
      FloodBudget floods = new FloodBudget(settings.retention(), clock);
      Crowd crowd =
          new Crowd(
              floods,
              ids,
              clock,
              event -> {
                var _ = queue.add(new Waiting(encoder.middle(event), Label.of(event, seals)));
              });
      JournalWriter writer =
          new JournalWriter(settings, disk, queue, keeper, narrator, seals, state);
      keeper.start(writer.head(), newest, settings.fsync(), crowd::flush);
      Upkeep.Teller teller =
          (records, because) ->
              queue.add(narrator.tell(Retention.KIND, Retention.details(records, because)));
      Upkeep upkeep = new Upkeep(folder, disk, settings.retention(), keeper::signed, teller, clock);
      Journal journal =
          new Journal(
              encoder, queue, keeper, upkeep, crowd, floods, seals, writer, lock, key.verifier());
      journal.thread.start();
      upkeep.start();
      if (state.cut() > 0) {
        queue.add(narrator.tell("journal.repaired", Map.of("bytesCut", state.cut()))).join();
      }
      return journal;
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /// @param then is told of the record's `seq` on the journal's thread, in the order of `seq` and
  ///   before the future completes; also where its future was given up, because what stands in the
  ///   journal is learned again after a restart. Must be quick and must not throw.
  public CompletableFuture<Long> append(Decision decision, LongConsumer then) {
    if (!writer.trouble().isEmpty()) {
      return refused(null);
    }
    try {
      return queue.add(new Waiting(encoder.middle(decision), Label.of(decision, seals), then));
    } catch (RuntimeException e) {
      return refused(e);
    }
  }

  /// Completed futures come in rounds, one for all that was written at once: what is told after
  /// each can do for all of them what would cost too much for every one. On the journal's thread;
  /// must be quick and must not throw.
  public void afterEachRound(Runnable told) {
    writer.afterEach(told);
  }

  /// Who appends many records in one go may wake the journal's thread once for all of them.
  ///
  /// @param by runs what it is given soon, on the thread that it is called on
  public void wokenBy(Executor by) {
    queue.wokenBy(by);
  }

  /// Whether a decision is one of a flood of calls that prove nobody, which are counted, and by
  /// which id it is then found. Absent where it is to be appended by itself.
  public Optional<String> coalesce(Decision decision) {
    return crowd.take(decision);
  }

  /// What all that those who prove nothing leave behind has to be paid from.
  public FloodBudget floods() {
    return floods;
  }

  /// The keys of what is sealed, for whoever may read it.
  public Seals seals() {
    return seals;
  }

  public CompletableFuture<Long> append(Decision decision) {
    return append(decision, seq -> {});
  }

  public CompletableFuture<Long> append(Event event) {
    return append(event, seq -> {});
  }

  /// As with decisions.
  public CompletableFuture<Long> append(Event event, LongConsumer then) {
    if (!writer.trouble().isEmpty()) {
      return refused(null);
    }
    try {
      return queue.add(new Waiting(encoder.middle(event), Label.of(event, seals), then));
    } catch (RuntimeException e) {
      return refused(e);
    }
  }

  /// As with decisions.
  public CompletableFuture<Long> append(Outcomes outcomes, LongConsumer then) {
    if (!writer.trouble().isEmpty()) {
      return refused(null);
    }
    try {
      Label label = Label.of(outcomes.head(), seals);
      return queue.add(new Waiting(encoder.middle(outcomes), label, then));
    } catch (RuntimeException e) {
      return refused(e);
    }
  }

  private CompletableFuture<Long> refused(@Nullable RuntimeException cause) {
    writer.refusedOne();
    return CompletableFuture.failedFuture(
        new Fault.Unavailable("the journal cannot be written", cause));
  }

  public boolean healthy() {
    return trouble().isEmpty();
  }

  /// Why the journal is not healthy.
  public Optional<String> trouble() {
    return writer.trouble().or(keeper::trouble);
  }

  /// For tests, which wait for no clock.
  Upkeep upkeep() {
    return upkeep;
  }

  /// How many signed records the copies of the checkpoint lack; absent where there are no copies.
  public OptionalLong uncopied() {
    OptionalLong copied = keeper.copied();
    return copied.isEmpty()
        ? copied
        : OptionalLong.of(Math.max(0, keeper.signed() - Math.max(0, copied.getAsLong())));
  }

  /// Why closed segments stay as they are; the journal itself can be written.
  public Optional<String> upkeepTrouble() {
    return upkeep.trouble();
  }

  /// How many records wait to be written.
  public int waiting() {
    return queue.size();
  }

  /// Who signs the checkpoints.
  public VerifierKey verifierKey() {
    return verifierKey;
  }

  /// Writes what waits, signs the last checkpoint, lets the journal go.
  @Override
  public void close() {
    upkeep.close();
    crowd.close();
    queue.close();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(CLOSING_SECONDS));
      if (thread.isAlive()) {
        LOG.error("the journal could not be closed: a write hangs");
      } else {
        keeper.close();
      }
      seals.close();
      lock.close();
    } catch (IOException e) {
      LOG.error("the journal's lock could not be let go", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
