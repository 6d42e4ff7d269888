package dev.warder.decide;

import dev.warder.model.Action;
import dev.warder.model.Attempt;
import dev.warder.model.Route;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The guarded routes in the order in which they were written: the first that matches counts.
public final class Routes {
  /// The route of a call and what the call does there.
  record Match(Route route, Action action) {}

  private final List<RouteRule> rules;

  public Routes(List<RouteRule> rules) {
    this.rules = List.copyOf(rules);
  }

  @Nullable Match match(Attempt attempt) {
    String path = attempt.path().path();
    for (RouteRule rule : rules) {
      if (rule.pattern().matches(attempt.method(), attempt.host(), path)) {
        return new Match(rule.route(), Actions.of(attempt.method(), rule.pattern(), path));
      }
    }
    return null;
  }

  public List<RouteRule> rules() {
    return rules;
  }
}
