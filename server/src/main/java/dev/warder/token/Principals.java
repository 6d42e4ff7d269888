package dev.warder.token;

import dev.warder.model.Fault;
import dev.warder.model.Ties;
import dev.warder.model.Token;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Disables principals, lets them act again, deletes them, and says to whom they belong.
///
/// A principal takes its tokens with it, and everybody that it owns: from the next call on, those
/// of providers too.
public final class Principals {
  private static final int LONGEST_CHAIN = 8;

  private final StandingStore store;
  private final InstantSource clock;
  private final ReentrantLock changing = new ReentrantLock(); // read, change, write

  public Principals(StandingStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  public Optional<Standing> find(String principal) {
    return store.find(principal);
  }

  /// @throws Fault.Conflict where it is deleted
  public Standing disable(String principal, String reason) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return change(
        principal,
        before ->
            before.mayAct() ? new Standing(principal, before.owner(), now, reason, false) : before);
  }

  /// @throws Fault.Conflict where it is deleted
  public Standing enable(String principal) {
    return change(principal, before -> new Standing(principal, before.owner(), null, "", false));
  }

  /// For good: the name is never given out again.
  public Standing delete(String principal, String reason) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return change(principal, before -> new Standing(principal, before.owner(), now, reason, true));
  }

  /// @param owner absent for nobody
  /// @throws Fault.Invalid where a principal would own itself, over however many others
  public Standing own(String principal, @Nullable String owner) {
    if (owner != null && reaches(owner, principal)) {
      throw new Fault.Invalid("nobody owns themselves: " + owner + " belongs to " + principal);
    }
    return change(
        principal,
        before ->
            new Standing(principal, owner, before.disabledAt(), before.reason(), before.deleted()));
  }

  private Standing change(String principal, UnaryOperator<Standing> how) {
    changing.lock();
    try {
      Standing before = store.find(principal).orElseGet(() -> Standing.good(principal));
      if (before.deleted()) {
        throw new Fault.Conflict("this principal is deleted, which is final");
      }
      Standing after = how.apply(before);
      if (!after.equals(before)) {
        store.save(after);
      }
      return after;
    } finally {
      changing.unlock();
    }
  }

  private boolean reaches(String from, String to) {
    String at = from;
    for (int i = 0; i <= LONGEST_CHAIN; i++) {
      if (at.equals(to)) {
        return true;
      }
      String owner = store.find(at).map(Standing::owner).orElse(null);
      if (owner == null) {
        return false;
      }
      at = owner;
    }
    return true;
  }

  /// Whether it, and all whom it belongs to, may act.
  public boolean mayAct(String principal) {
    @Nullable String at = principal;
    for (int i = 0; i <= LONGEST_CHAIN && at != null; i++) {
      Standing standing = store.find(at).orElse(null);
      if (standing == null) {
        return true;
      }
      if (!standing.mayAct()) {
        return false;
      }
      at = standing.owner();
    }
    return at == null;
  }

  /// The same for a token's principal, for who is said to answer for the token alone, and for all
  /// who use it for them.
  boolean mayAct(Token token) {
    Ties ties = token.ties();
    String answering = token.tags().getOrDefault(Token.OWNER_TAG, "");
    return mayAct(token.principal().id())
        && (answering.isEmpty() || mayAct(answering))
        && (ties.actors().isEmpty() || ties.actors().stream().allMatch(this::mayAct));
  }
}
