package dev.warder.app.routes;

import dev.warder.app.settings.Settings;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What becomes of the calls that one route is meant for.
///
/// @param before what guards them now; absent where they are denied
/// @param after what would guard them
public record Change(Kind kind, Settings.Route after, Settings.@Nullable Route before) {
  /// From the caller's point of view.
  public enum Kind {
    /// Denied now, and would be let in.
    ADDED,
    /// Would need other scopes, and all that are needed now.
    TIGHTENED,
    /// Would be let in without a scope that is needed now.
    LOOSENED,
    SAME;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Change of(Settings.Route after, Settings.@Nullable Route before) {
    return new Change(kind(after, before), after, before);
  }

  private static Kind kind(Settings.Route after, Settings.@Nullable Route before) {
    if (before == null) {
      return Kind.ADDED;
    }
    if (!after.scopes().containsAll(before.scopes())) {
      return Kind.LOOSENED;
    }
    return before.scopes().containsAll(after.scopes()) ? Kind.SAME : Kind.TIGHTENED;
  }
}
