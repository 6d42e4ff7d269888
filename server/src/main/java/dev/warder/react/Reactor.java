package dev.warder.react;

import dev.warder.model.Fault;
import dev.warder.monitor.Incident;
import dev.warder.policy.IncidentFacts;
import dev.warder.policy.PolicyEngine;
import dev.warder.policy.Wanted;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes in incidents as they are opened and get worse, asks the policies what to do, and has it
/// done, on a thread of its own.
public final class Reactor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Reactor.class);
  private static final int MOST_WAITING = 4_096;
  private static final long NAP_MILLIS = 200;
  private static final long LONGEST_STOP_MILLIS = 5_000;

  private final BlockingQueue<Incident> queue = new ArrayBlockingQueue<>(MOST_WAITING);
  private final PolicyEngine policy;
  private final Actions actions;
  private final LongAdder lost = new LongAdder();
  private final Thread thread;
  private volatile boolean closed;

  public Reactor(PolicyEngine policy, Actions actions) {
    this.policy = policy;
    this.actions = actions;
    thread = Thread.ofPlatform().name("warder-react").daemon().start(this::run);
  }

  /// Never blocks. What is closed needs no reaction.
  public void changed(Incident incident) {
    if (incident.state().isOpen() && !queue.offer(incident)) {
      lost.increment();
      LOG.error("{} gets no reaction: too many incidents wait", incident.id());
    }
  }

  private void run() {
    while (!closed || !queue.isEmpty()) {
      try {
        Incident incident = queue.poll(NAP_MILLIS, TimeUnit.MILLISECONDS);
        if (incident != null) {
          react(incident);
        }
      } catch (InterruptedException e) {
        closed = true;
      }
    }
  }

  private void react(Incident incident) {
    IncidentFacts facts = facts(incident);
    for (Wanted wanted : policy.reactions(facts)) {
      try {
        actions.carryOut(wanted, facts);
      } catch (Fault e) {
        LOG.error("{} was not done about {}: {}", wanted.rule(), incident.id(), e.publicText());
      } catch (RuntimeException e) {
        LOG.error("{} was not done about {}", wanted.rule(), incident.id(), e);
      }
    }
  }

  private static IncidentFacts facts(Incident incident) {
    List<String> detectors =
        incident.timeline().stream().map(Incident.Moment::detector).distinct().toList();
    return new IncidentFacts(
        incident.id(),
        incident.severity().wire(),
        incident.severity().rank(),
        switch (incident.subject().kind()) {
          case PRINCIPAL -> "principal";
          case NETWORK -> "network";
          case POPULATION -> "population";
        },
        incident.subject().id(),
        detectors,
        incident.tokens(),
        incident.timeline().stream().mapToInt(Incident.Moment::count).sum());
  }

  /// Incidents that got no reaction because too many came.
  public long lost() {
    return lost.sum();
  }

  /// Reactions that were not carried out because too many had been within the hour.
  public long limited() {
    return actions.limited();
  }

  /// Reacts to what still waits.
  @Override
  public void close() {
    closed = true;
    try {
      thread.join(LONGEST_STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
