package dev.warder.decide;

import dev.warder.audit.Journal;
import dev.warder.model.Attempt;
import dev.warder.model.Context;
import dev.warder.model.Decision;
import dev.warder.model.Denial;
import dev.warder.model.Factor;
import dev.warder.model.Identity;
import dev.warder.model.Verdict;
import dev.warder.risk.RiskEngine;
import dev.warder.token.LastUses;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes a call through all rooms and answers when its record is safe.
public final class Decider implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Decider.class);

  private final Pipeline pipeline;
  private final Journal journal;
  private final RiskEngine risk;
  private final LastUses lastUses;
  private final Watch watch;
  private final List<Consumer<Decision>> listeners;

  /// @param listeners are told of every decision once it is recorded, on the journal's thread: they
  ///   must be quick and must not block
  public Decider(
      Rooms rooms,
      Routes routes,
      Ids ids,
      InstantSource clock,
      Duration deadline,
      List<Consumer<Decision>> listeners) {
    this.pipeline = new Pipeline(rooms, routes, ids, clock, deadline);
    this.journal = rooms.journal();
    this.risk = rooms.risk();
    this.lastUses = rooms.lastUses();
    this.watch = new Watch(deadline);
    this.listeners = List.copyOf(listeners);
  }

  /// Never throws and never completes exceptionally: what fails is a denial.
  public CompletableFuture<Decision> decide(Attempt attempt) {
    long started = System.nanoTime();
    Decision decision = pipeline.judge(attempt, started);
    CompletableFuture<Long> recorded = journal.append(decision);
    watch.over(recorded, started);
    return recorded.handle(
        (seq, failure) -> failure == null ? answer(decision, seq) : unrecorded(decision, failure));
  }

  /// On the journal's thread and in its order, so that learning again from the journal gives the
  /// same.
  private Decision answer(Decision decision, long seq) {
    try {
      risk.learn(decision, seq);
      Identity identity = decision.identity();
      if (identity != null) {
        lastUses.note(identity.token().id(), decision.time(), decision.attempt().source());
      }
      for (Consumer<Decision> listener : listeners) {
        listener.accept(decision);
      }
    } catch (RuntimeException e) {
      LOG.warn("nothing could be learned from {}", decision.id(), e);
    }
    return decision;
  }

  /// What could not be written down did not happen: whatever was decided, the answer is no.
  private Decision unrecorded(Decision decision, Throwable failure) {
    LOG.warn(
        "{} is denied because it could not be recorded: {}", decision.id(), failure.toString());
    Denial why = journal.healthy() ? Denial.OVERLOAD : Denial.FAILURE;
    Decision denied = decision.instead(new Verdict.Deny(why), List.of(why.wire()));
    listeners.forEach(listener -> listener.accept(denied));
    return denied;
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
