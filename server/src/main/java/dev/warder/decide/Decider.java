package dev.warder.decide;

import dev.warder.audit.Journal;
import dev.warder.model.Attempt;
import dev.warder.model.Context;
import dev.warder.model.Decision;
import dev.warder.model.Denial;
import dev.warder.model.Factor;
import dev.warder.model.IdSource;
import dev.warder.model.Identity;
import dev.warder.model.Verdict;
import dev.warder.risk.RiskEngine;
import dev.warder.token.LastUses;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes a call through all rooms and answers when its record is safe.
public final class Decider implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Decider.class);

  private static final long WARN_EVERY = Duration.ofSeconds(1).toNanos();

  private final AtomicLong warnedAt = new AtomicLong(System.nanoTime() - WARN_EVERY);
  private final Pipeline pipeline;
  private final Journal journal;
  private final RiskEngine risk;
  private final LastUses lastUses;
  private final Watch watch;
  private final long deadlineNanos;
  private final List<Consumer<Decision>> listeners;

  /// @param listeners are told of every decision once it is recorded (or denied because it cannot
  ///   be), on the journal's thread: they must be quick and must not block
  public Decider(
      Rooms rooms,
      Routes routes,
      IdSource ids,
      InstantSource clock,
      Duration deadline,
      List<Consumer<Decision>> listeners) {
    this.pipeline = new Pipeline(rooms, routes, ids, clock, deadline);
    this.journal = rooms.journal();
    this.risk = rooms.risk();
    this.lastUses = rooms.lastUses();
    this.watch = new Watch(deadline);
    this.deadlineNanos = deadline.toNanos();
    this.listeners = List.copyOf(listeners);
  }

  /// Never throws and never completes exceptionally: what fails is a denial.
  ///
  /// A credential whose issuer must be asked first waits for that, within the deadline; what is not
  /// known then is refused.
  public CompletableFuture<Decision> decide(Attempt attempt) {
    long started = System.nanoTime();
    CompletableFuture<Void> ready = pipeline.ready(attempt);
    if (ready.isDone()) {
      return decide(attempt, started);
    }
    return ready
        .copy() // others wait for the same: only our own waiting may end
        .completeOnTimeout(null, deadlineNanos - deadlineNanos / 4, TimeUnit.NANOSECONDS)
        .handle((known, failure) -> attempt)
        .thenCompose(waited -> decide(waited, started));
  }

  private CompletableFuture<Decision> decide(Attempt attempt, long started) {
    Pipeline.Judged judged = pipeline.judge(attempt, started);
    Decision decision = judged.decision();
    Optional<String> crowd = journal.coalesce(decision);
    if (crowd.isPresent()) {
      tell(decision);
      return CompletableFuture.completedFuture(decision.under(crowd.get()));
    }
    CompletableFuture<Long> recorded = journal.append(decision, seq -> learn(decision, seq));
    watch.over(recorded, judged.since());
    return recorded.handle(
        (seq, failure) -> failure == null ? decision : unrecorded(decision, failure));
  }

  /// Which candidates policy alone would let pass, without limits and risk. One record for all;
  /// nothing is found where that cannot be written.
  public CompletableFuture<List<Attempt>> permitted(Search search) {
    List<Attempt> found = search.candidates().stream().filter(pipeline::permits).toList();
    return journal.append(pipeline.event(search, found.size())).thenApply(seq -> found);
  }

  /// On the journal's thread and in its order, so that learning again from the journal gives the
  /// same.
  private void learn(Decision decision, long seq) {
    try {
      risk.learn(decision, seq);
      Identity identity = decision.identity();
      if (identity != null && identity.token().isKept()) {
        lastUses.note(identity.token().id(), decision.time(), decision.attempt().source());
      }
    } catch (RuntimeException e) {
      LOG.warn("nothing could be learned from {}", decision.id(), e);
    }
    tell(decision);
  }

  private void tell(Decision decision) {
    try {
      for (Consumer<Decision> listener : listeners) {
        listener.accept(decision);
      }
    } catch (RuntimeException e) {
      LOG.warn("a listener failed at {}", decision.id(), e);
    }
  }

  /// What could not be written down in time did not happen: whatever was decided, the answer is no.
  private Decision unrecorded(Decision decision, Throwable failure) {
    warn(failure);
    Denial why = journal.healthy() ? Denial.OVERLOAD : Denial.FAILURE;
    Decision denied = decision.instead(new Verdict.Deny(why), List.of(why.wire()));
    tell(denied);
    return denied;
  }

  /// Once a second at most: when this happens it happens to every call.
  private void warn(Throwable failure) {
    long now = System.nanoTime();
    long last = warnedAt.get();
    if (now - last > WARN_EVERY && warnedAt.compareAndSet(last, now)) {
      LOG.warn("calls are denied because they cannot be recorded: {}", failure.toString());
    }
  }

  /// One sentence for each factor of the decision's risk, in order.
  public List<String> because(Decision decision) {
    Context context = decision.context();
    if (context == null || decision.assessment() == null) {
      return List.of();
    }
    List<String> sentences = new ArrayList<>();
    for (Factor factor : decision.assessment().risk().factors()) {
      sentences.add(risk.because(factor, context));
    }
    return sentences;
  }

  @Override
  public void close() {
    watch.close();
  }
}
