package dev.warder.risk;

import dev.warder.model.Context;
import dev.warder.model.LocalTime;
import org.jspecify.annotations.Nullable;

/// One call, held against one owner's history.
///
/// @param places by `Level.index`: where the owner's profile has what the call shows, -1 where it
///   has not
/// @param tallies by `Level.index`: who holds what the call shows, of `Population`
record Reading(
    Owner owner,
    TokenHistory token,
    Context context,
    Traits traits,
    LocalTime time,
    long now,
    int inFlight,
    int[] places,
    long[] tallies) {

  /// The session that this call would be part of, where it has begun.
  @Nullable Session session() {
    return token.session(traits.key(Level.ASN), traits.key(Level.PRODUCT));
  }

  int calls(int window) {
    return 1 + inFlight + (token.isResting() ? 0 : token.sum(window, now));
  }

  /// Different paths of the last ten minutes, this one included.
  double paths() {
    return token.isResting() ? 1 : token.paths().differentWith(traits.path(), now);
  }

  /// The token's own history once it is long enough, otherwise its principal's.
  Profile profile(Chain chain, int ownFrom) {
    Profile own = token.own;
    return own != null && own.slots(chain).total() >= ownFrom ? own : owner;
  }

  Profile habits(int ownFrom) {
    Profile own = token.own;
    return own != null && own.visits() >= ownFrom ? own : owner;
  }

  boolean isNew(Level level) {
    return traits.key(level) != 0 && places[level.index] < 0;
  }

  boolean hasPlace() {
    return traits.key(Level.ADDRESS) != 0 || traits.key(Level.COUNTRY) != 0;
  }
}
