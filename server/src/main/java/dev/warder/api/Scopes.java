package dev.warder.api;

import dev.warder.decide.Caller;
import dev.warder.model.Fault;
import java.util.List;
import java.util.Set;

/// The scopes that let somebody at Warder itself, and who may hand them out.
final class Scopes {
  static final String READ = "warder:read";
  static final String AUDIT = "warder:audit";
  static final String SIGNALS = "warder:signals";

  private static final String OURS = "warder:";
  private static final Set<String> KNOWN =
      Set.of(Caller.ADMIN, Caller.DECIDE, READ, AUDIT, SIGNALS, Caller.ASSERT, Caller.REPLAY);

  private Scopes() {}

  /// All of them, in order.
  static List<String> known() {
    return KNOWN.stream().sorted().toList();
  }

  /// Nobody hands out what they do not have: a token that is made, changed or given a new secret
  /// never reaches further into Warder than the caller's own.
  ///
  /// @throws Fault.Forbidden with the scope that the caller lacks
  /// @throws Fault.Invalid where a scope begins like ours and is none
  static void requireToGrant(Caller caller, List<String> scopes) {
    for (String scope : scopes) {
      if (scope.startsWith(OURS)) {
        if (!KNOWN.contains(scope)) {
          throw new Fault.Invalid(
              "scopes that begin with warder: are Warder's own: none is so named");
        }
        caller.require(scope);
      }
    }
  }
}
