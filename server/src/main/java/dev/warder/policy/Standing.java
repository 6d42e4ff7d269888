package dev.warder.policy;

import dev.warder.model.Effect;
import dev.warder.model.Fault;
import dev.warder.model.Identity;
import dev.warder.model.Judgement;
import dev.warder.model.Ties;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What holds beside the rules for a time: who is quarantined, restricted, asked for proof.
///
/// A call that begins after `put` or `lift` returned sees it. Looking costs nothing while there is
/// nothing. What holds is in heap first and kept after: a disk that fails delays no quarantine.
public final class Standing {
  /// Begins the names of holds among the rules of a judgement; no rule's id can have a colon.
  public static final String PREFIX = "reaction:";

  private static final Logger LOG = LoggerFactory.getLogger(Standing.class);
  private static final int MOST = 100_000;
  private static final int REMEMBERED = 20_000;

  private final Map<String, List<Hold>> byToken = new ConcurrentHashMap<>();
  private final Map<String, List<Hold>> byPrincipal = new ConcurrentHashMap<>();

  /// What ever held, by why and whom; guarded by this.
  private final Set<String> past =
      Collections.newSetFromMap(
          new LinkedHashMap<String, Boolean>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
              return size() > REMEMBERED;
            }
          });

  private volatile Function<String, List<String>> parents = id -> List.of();
  private volatile @Nullable HoldStore store;
  private volatile boolean any;

  Standing() {}

  /// From now on what holds of a token holds of all that descend from it.
  ///
  /// @param parentsOf the tokens, by id, that one was exchanged from; quick, and without I/O
  public void trace(Function<String, List<String>> parentsOf) {
    parents = parentsOf;
  }

  /// Takes over what was kept, and keeps from now on.
  public synchronized void keepIn(HoldStore kept) {
    kept.past().forEach(hold -> past.add(why(hold.rule(), hold.cause(), hold.target())));
    kept.list().forEach(this::add);
    store = kept;
  }

  /// @throws Fault.Conflict where there are too many already
  /// @throws Fault.Unavailable where it counts, but cannot be kept over a restart
  public synchronized void put(Hold hold) {
    if (all().size() >= MOST) {
      throw new Fault.Conflict("there are " + MOST + " holds already");
    }
    add(hold);
    HoldStore kept = store;
    if (kept != null) {
      kept.save(hold);
    }
  }

  private void add(Hold hold) {
    past.add(why(hold.rule(), hold.cause(), hold.target()));
    of(hold.whom())
        .compute(
            hold.target(),
            (target, before) -> {
              List<Hold> all = before == null ? new ArrayList<>() : new ArrayList<>(before);
              all.removeIf(each -> each.id().equals(hold.id()));
              all.add(hold);
              return List.copyOf(all);
            });
    any = true;
  }

  /// Whether a rule has held a target because of the same before, also where that was ended since:
  /// what somebody undid does not come back by itself.
  public synchronized boolean hasHeld(String rule, String cause, String target) {
    return past.contains(why(rule, cause, target));
  }

  /// Ends a hold.
  ///
  /// @throws Fault.NotFound where there is none
  public synchronized Hold lift(String id) {
    Hold hold = find(id).orElseThrow(() -> new Fault.NotFound("nothing of that id holds"));
    HoldStore kept = store;
    if (kept != null) {
      kept.remove(id);
    }
    drop(hold);
    return hold;
  }

  private void drop(Hold hold) {
    of(hold.whom())
        .computeIfPresent(
            hold.target(),
            (target, before) -> {
              List<Hold> left =
                  before.stream().filter(each -> !each.id().equals(hold.id())).toList();
              return left.isEmpty() ? null : left;
            });
    any = !byToken.isEmpty() || !byPrincipal.isEmpty();
  }

  /// Removes what is over.
  public synchronized void sweep(Instant now) {
    for (Hold hold : all()) {
      if (hold.isOverAt(now)) {
        try {
          var _ = lift(hold.id());
        } catch (Fault.Unavailable e) {
          LOG.warn("{} is over and stays on record: {}", hold.id(), e.publicText());
        }
      }
    }
  }

  public Optional<Hold> find(String id) {
    return stream().filter(each -> each.id().equals(id)).findFirst();
  }

  /// The newest first.
  public List<Hold> all() {
    return stream().sorted(Comparator.comparing(Hold::id).reversed()).toList();
  }

  private Stream<Hold> stream() {
    return Stream.of(byToken, byPrincipal)
        .flatMap(each -> each.values().stream())
        .flatMap(List::stream);
  }

  /// Whether anything but a higher risk holds. Where calls are not decided on nobody sees to what a
  /// restriction leaves, or asks for proof: whoever is hindered has nothing to do there.
  public boolean hinders(Identity identity, Instant now) {
    return of(identity, now).stream().anyMatch(hold -> hold.effect() != null);
  }

  /// Whether it is quarantined.
  public boolean denies(Identity identity, Instant now) {
    return of(identity, now).stream().anyMatch(hold -> hold.effect() instanceof Effect.Deny);
  }

  /// Those of a call that count now: of its token and of those that it was exchanged for, of its
  /// principal and of whoever acts for it.
  List<Hold> of(Identity identity, Instant now) {
    if (!any) {
      return List.of();
    }
    List<Hold> found = new ArrayList<>();
    Ties ties = identity.token().ties();
    collect(byToken.get(identity.token().id()), now, found);
    collect(byPrincipal.get(identity.principal().id()), now, found);
    if (!ties.parents().isEmpty()) {
      ancestors(ties.parents(), new HashSet<>(), id -> collect(byToken.get(id), now, found));
    }
    for (String actor : ties.actors()) {
      collect(byPrincipal.get(actor), now, found);
    }
    return found;
  }

  private void ancestors(List<String> ids, Set<String> seen, Consumer<String> each) {
    for (String id : ids) {
      if (seen.add(id)) {
        each.accept(id);
        ancestors(parents.apply(id), seen, each);
      }
    }
  }

  private static void collect(@Nullable List<Hold> some, Instant now, List<Hold> found) {
    if (some != null) {
      for (Hold hold : some) {
        if (!hold.isOverAt(now) && !found.contains(hold)) {
          found.add(hold);
        }
      }
    }
  }

  /// Whether there may be anything: quick.
  boolean isEmpty() {
    return !any;
  }

  /// Points that a call has more.
  double points(Identity identity, Instant now) {
    return of(identity, now).stream().mapToDouble(Hold::points).sum();
  }

  /// A judgement with what holds for the call among its hits.
  Judgement with(Judgement judged, Identity identity, Instant now) {
    List<Judgement.Hit> hits = new ArrayList<>(judged.hits());
    for (Hold hold : of(identity, now)) {
      if (hold.effect() != null) {
        hits.add(new Judgement.Hit(PREFIX + hold.rule(), hold.effect()));
      }
    }
    return judged.with(hits, List.of());
  }

  /// Those hits of a recorded judgement that no policy can give again.
  public static List<Judgement.Hit> in(Judgement recorded) {
    return recorded.hits().stream().filter(hit -> hit.rule().startsWith(PREFIX)).toList();
  }

  private static String why(String rule, String cause, String target) {
    return rule + " " + cause + " " + target;
  }

  private Map<String, List<Hold>> of(Reaction.Whom whom) {
    return whom == Reaction.Whom.TOKEN ? byToken : byPrincipal;
  }
}
