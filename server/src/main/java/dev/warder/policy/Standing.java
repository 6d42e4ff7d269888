package dev.warder.policy;

import dev.warder.model.Fault;
import dev.warder.model.Identity;
import dev.warder.model.Judgement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
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

  private final Map<String, List<Hold>> byTarget = new ConcurrentHashMap<>();
  private volatile @Nullable HoldStore store;
  private volatile boolean any;

  Standing() {}

  /// Takes over what was kept, and keeps from now on.
  public synchronized void keepIn(HoldStore kept) {
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
    byTarget.compute(
        key(hold.whom(), hold.target()),
        (key, before) -> {
          List<Hold> all = before == null ? new ArrayList<>() : new ArrayList<>(before);
          all.removeIf(each -> each.id().equals(hold.id()));
          all.add(hold);
          return List.copyOf(all);
        });
    any = true;
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
    byTarget.computeIfPresent(
        key(hold.whom(), hold.target()),
        (key, before) -> {
          List<Hold> left = before.stream().filter(each -> !each.id().equals(hold.id())).toList();
          return left.isEmpty() ? null : left;
        });
    any = !byTarget.isEmpty();
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
    return byTarget.values().stream()
        .flatMap(List::stream)
        .filter(each -> each.id().equals(id))
        .findFirst();
  }

  /// The newest first.
  public List<Hold> all() {
    return byTarget.values().stream()
        .flatMap(List::stream)
        .sorted(Comparator.comparing(Hold::id).reversed())
        .toList();
  }

  /// Those of a call that count now.
  List<Hold> of(Identity identity, Instant now) {
    if (!any) {
      return List.of();
    }
    List<Hold> found = new ArrayList<>();
    collect(byTarget.get(key(Reaction.Whom.TOKEN, identity.token().id())), now, found);
    collect(byTarget.get(key(Reaction.Whom.PRINCIPAL, identity.principal().id())), now, found);
    return found;
  }

  private static void collect(@Nullable List<Hold> some, Instant now, List<Hold> found) {
    if (some != null) {
      some.stream().filter(each -> !each.isOverAt(now)).forEach(found::add);
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

  private static String key(Reaction.Whom whom, String id) {
    return whom == Reaction.Whom.TOKEN ? "t " + id : "p " + id;
  }
}
