package dev.warder.replay.simulate;

import java.util.ArrayList;
import java.util.List;

/// The API that everybody calls: 135 routes in 15 groups, a few of them used by most.
final class Catalog {
  private static final String[] GROUPS = {
    "orders",
    "customers",
    "invoices",
    "products",
    "shipments",
    "reports",
    "users",
    "files",
    "search",
    "payments",
    "tickets",
    "webhooks",
    "settings",
    "exports",
    "admin"
  };
  private static final String[][] SHAPES = {
    {"GET", ""},
    {"GET", "/{id}"},
    {"POST", ""},
    {"PATCH", "/{id}"},
    {"DELETE", "/{id}"},
    {"GET", "/{id}/history"},
    {"GET", "/{id}/items"},
    {"POST", "/{id}/comments"},
    {"GET", "/export"}
  };
  private static final double[] POPULARITY = {6, 8, 3, 3, 0.6, 1, 2, 1, 0.3};

  /// @param weight how much it is used, in all
  record Route(String method, String group, String path, double weight) {
    boolean isRead() {
      return method.equals("GET");
    }
  }

  private final List<Route> routes = new ArrayList<>();

  Catalog(Dice dice) {
    for (int g = 0; g < GROUPS.length; g++) {
      double popularity = 8.0 / (g + 2);
      for (int s = 0; s < SHAPES.length; s++) {
        String path = "/v1/" + GROUPS[g] + SHAPES[s][1];
        double weight = popularity * POPULARITY[s] * dice.factor(0.5);
        routes.add(new Route(SHAPES[s][0], GROUPS[g], path, weight));
      }
    }
  }

  List<Route> routes() {
    return routes;
  }

  Route any(Dice dice) {
    return dice.pick(routes);
  }

  Route popular(Dice dice) {
    return routes.get(dice.pick(routes.stream().mapToDouble(Route::weight).toArray()));
  }

  /// Routes of a few groups, as one job needs them.
  List<Route> job(Dice dice, int groups, int most, boolean readsOnly) {
    List<Route> job = new ArrayList<>();
    for (int i = 0; i < groups; i++) {
      String group = popular(dice).group();
      for (Route route : routes) {
        boolean wanted = route.group().equals(group) && (route.isRead() || !readsOnly);
        if (wanted && !job.contains(route) && dice.chance(0.6)) {
          job.add(route);
        }
      }
    }
    if (job.isEmpty()) {
      job.add(popular(dice));
    }
    while (job.size() > most) {
      job.remove(dice.below(job.size()));
    }
    return job;
  }
}
