package dev.warder.risk;

import dev.warder.model.Action;
import dev.warder.model.Assessment;
import dev.warder.model.Attempt;
import dev.warder.model.Context;
import dev.warder.model.Decision;
import dev.warder.model.Factor;
import dev.warder.model.Familiarity;
import dev.warder.model.Identity;
import dev.warder.model.LocalTime;
import dev.warder.model.Outcome;
import dev.warder.model.Principal;
import dev.warder.model.Rates;
import dev.warder.model.Risk;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Scores calls against the histories of their principals, and learns.
///
/// Scoring leaves no trace but a count of calls in flight; all else changes in `learn`, by event
/// time, so feeding the journal's records again rebuilds the same state. No I/O, no lock but the
/// owner's own.
public final class RiskEngine {
  /// Records may be learned a little out of order; a snapshot claims this many fewer than the
  /// newest. Owners know by themselves what they have.
  private static final int REORDERING = 1024;

  private final RiskModel model;
  private final ProfileStore store;
  private final InstantSource clock;
  private final Population population;
  private final Summation summation;
  private final Scorer scorer;
  private final Learner learner;
  private final Witness witness;
  private final Teacher teacher;
  private final Names names = new Names();
  private final AtomicLong newest = new AtomicLong(-1);

  public RiskEngine(RiskModel model, Levels levels, ProfileStore store, InstantSource clock) {
    this.model = model;
    this.store = store;
    this.clock = clock;
    population = new Population(model.population());
    summation = new Summation(model, levels);
    scorer = new Scorer(model, summation, population);
    learner = new Learner(model, levels, population);
    witness = new Witness(model);
    teacher = new Teacher(model, learner, witness);
  }

  /// Scores a call and counts it among those in flight, until it is learned.
  public Assessment assess(Identity identity, Attempt attempt, Context context, Action action) {
    Traits traits = Traits.of(attempt, context, action);
    Owner owner = store.owner(identity.principal());
    owner.fetch(identity.principal());
    long[] tallies = population.tallies(traits); // now, so that memory is waited for once
    while (true) {
      synchronized (owner) {
        if (!owner.gone) {
          return assess(owner, identity, attempt.time(), context, traits, tallies);
        }
      }
      owner = store.owner(identity.principal());
    }
  }

  private Assessment assess(
      Owner owner, Identity identity, Instant at, Context context, Traits traits, long[] before) {
    long now = at.toEpochMilli();
    long[] tallies = learner.advance(owner, now) ? population.tallies(traits) : before;
    TokenHistory token = token(owner, identity);
    owner.know(identity.principal(), token, identity.token().id());
    LocalTime time = LocalTime.of(at, owner.zone());
    int[] places = owner.places(traits);
    return scorer.assess(
        new Reading(owner, token, context, traits, time, now, token.scored(now), places, tallies));
  }

  /// Stands in for what could not be computed. It is never learned from.
  public Assessment unavailable(Instant time, List<String> missing) {
    List<String> all = new ArrayList<>(missing);
    if (!all.contains("risk")) {
      all.add("risk");
    }
    Risk risk = summation.risk(List.of(scorer.prior()), 0, 0, all);
    return new Assessment(
        risk, Rates.NONE, Familiarity.NOTHING_NEW, LocalTime.of(time, ZoneOffset.UTC));
  }

  /// Takes in a decision, live or from the journal.
  ///
  /// @param seq of its record; what a restored owner already has is passed over
  public void learn(Decision decision, long seq) {
    newest.accumulateAndGet(seq, Math::max);
    Identity identity = decision.identity();
    if (identity == null || !decision.attempt().isTelling()) {
      return;
    }
    Context context = decision.context();
    Action action = decision.action();
    Traits traits =
        context == null || action == null ? null : Traits.of(decision.attempt(), context, action);
    boolean done = false;
    while (!done) {
      done = learn(store.owner(identity.principal()), identity, decision, traits, seq);
    }
  }

  private boolean learn(
      Owner owner, Identity identity, Decision decision, @Nullable Traits traits, long seq) {
    synchronized (owner) {
      if (owner.gone) {
        return false;
      }
      if (seq > owner.floor) {
        owner.seq = Math.max(owner.seq, seq);
        owner.arrived = clock.millis();
        long now = decision.attempt().time().toEpochMilli();
        learner.advance(owner, now);
        TokenHistory token = token(owner, identity);
        witness.saw(owner, token, decision, traits);
        learner.saw(owner, token, now);
        if (decision.verdict().passes() && traits != null) {
          name(traits, decision);
        }
      }
      return true;
    }
  }

  private void name(Traits traits, Decision decision) {
    Context context = decision.context();
    Action action = decision.action();
    if (context != null && action != null) {
      names.learn(traits, context, action);
    }
  }

  /// Takes in what became of calls, as one record tells; of tokens not in use it says nothing.
  public void learn(List<Outcome> outcomes, long seq) {
    newest.accumulateAndGet(seq, Math::max);
    Map<Owner, List<Outcome>> byOwner = new LinkedHashMap<>();
    for (Outcome each : outcomes) {
      Owner owner = store.ownerOf(each.tokenId()).orElse(null);
      if (owner != null) {
        byOwner.computeIfAbsent(owner, o -> new ArrayList<>()).add(each);
      }
    }
    byOwner.forEach((owner, its) -> witness.saw(owner, its, seq));
  }

  /// Takes in what a person said of a call: what its session showed is taught, or taken out again
  /// and never learned.
  public void learn(Feedback feedback, long seq) {
    newest.accumulateAndGet(seq, Math::max);
    Identity identity = feedback.decision().identity();
    if (identity == null) {
      return;
    }
    Owner owner = store.owner(identity.principal());
    synchronized (owner) {
      if (!owner.gone && seq > owner.floor) {
        owner.seq = Math.max(owner.seq, seq);
        learner.advance(owner, feedback.time().toEpochMilli());
        teacher.hear(owner, feedback);
      }
    }
  }

  /// One sentence on a factor, from nothing but its inputs and the names in the context.
  public String because(Factor factor, Context context) {
    return Term.named(factor.name()).because(factor.inputs(), context);
  }

  /// Computes a recorded risk again, to the bit.
  ///
  /// @throws IllegalArgumentException where another model made it
  public Risk recompute(Risk recorded) {
    return summation.again(recorded);
  }

  /// How many principals have a history. Goes through all of them.
  public long profiles() {
    AtomicLong count = new AtomicLong();
    store.forEach(owner -> count.incrementAndGet());
    return count.get();
  }

  public RiskModel model() {
    return model;
  }

  public Levels levels() {
    return summation.levels();
  }

  /// Closes the visits of owners from whom nothing came, by our own clock, for as long as ends a
  /// visit, and lets go of those of whom nothing is left to know.
  public void sweep() {
    Duration silence = Duration.ofMinutes(model.learning().silenceMinutes());
    Duration forgotten = Duration.ofDays(model.history().pruneDays());
    long now = clock.millis();
    names.tidy(population);
    store.forEach(owner -> {
      synchronized (owner) {
        long quiet = now - owner.arrived;
        if (!owner.gone && quiet >= forgotten.toMillis()) {
          forget(owner);
        } else if (!owner.gone && quiet >= silence.toMillis()) {
          learner.advance(owner, owner.lastUse() + quiet);
        }
      }
    });
  }

  /// Drops all that was learned of a principal.
  ///
  /// @param seq of the record that tells of it; what was learned after it stays
  public void forget(Principal principal, long seq) {
    newest.accumulateAndGet(seq, Math::max);
    Owner owner = store.owner(principal);
    synchronized (owner) {
      if (seq > owner.floor) {
        forget(owner);
      }
    }
  }

  private void forget(Owner owner) {
    if (!owner.gone) {
      owner.gone = true;
      population.count(owner, -1);
      store.remove(owner);
    }
  }

  /// Takes in what a snapshot holds. To be called once, before anything else.
  void adopt(List<Owner> owners, long seq) {
    long now = clock.millis();
    newest.accumulateAndGet(seq, Math::max);
    for (Owner restored : owners) {
      Owner owner = store.owner(restored.principal);
      synchronized (owner) {
        owner.take(restored);
        owner.arrived = now;
        population.count(owner, 1);
        for (int i = 0; i < owner.count(); i++) {
          store.bind(owner.part(i).tokenId, owner);
        }
      }
    }
  }

  /// What is learned of a principal, for people to look at.
  ///
  /// @return empty where it was never seen
  public Optional<Portrait> portrait(Principal principal) {
    Owner owner = store.find(principal).orElse(null);
    if (owner == null) {
      return Optional.empty();
    }
    synchronized (owner) {
      return Optional.of(Portrait.of(owner, names, model));
    }
  }

  Names names() {
    return names;
  }

  ProfileStore store() {
    return store;
  }

  /// Up to which record everything was learned for certain.
  long learnedUpTo() {
    return Math.max(-1, newest.get() - REORDERING);
  }

  private TokenHistory token(Owner owner, Identity identity) {
    String id = identity.token().id();
    TokenHistory token = owner.find(id);
    if (token == null) {
      token = owner.add(id, model.history().tokens());
      store.bind(id, owner);
    }
    return token;
  }
}
