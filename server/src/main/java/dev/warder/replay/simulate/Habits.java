package dev.warder.replay.simulate;

import dev.warder.replay.simulate.Catalog.Route;
import java.util.List;

/// Which routes somebody uses, how often each, and with which identifiers.
final class Habits {
  private static final int FAVOURITES = 25;

  private final Catalog catalog;
  private final List<Route> job;
  private final double[] weights;
  private final int[] favourites;
  private final double exploring;
  private final double freshIds;

  Habits(Catalog catalog, List<Route> job, Dice dice, double exploring, double freshIds) {
    this.catalog = catalog;
    this.job = job;
    this.exploring = exploring;
    this.freshIds = freshIds;
    weights = new double[job.size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = job.get(i).weight() * dice.factor(1);
    }
    favourites = new int[FAVOURITES];
    for (int i = 0; i < FAVOURITES; i++) {
      favourites[i] = dice.below(100_000);
    }
  }

  Route next(Dice dice) {
    if (!dice.chance(exploring)) {
      return job.get(dice.pick(weights));
    }
    if (dice.chance(0.3)) {
      return catalog.any(dice);
    }
    Route known = dice.pick(job);
    List<Route> near =
        catalog.routes().stream().filter(r -> r.group().equals(known.group())).toList();
    return dice.pick(near);
  }

  Route step(int index) {
    return job.get(Math.floorMod(index, job.size()));
  }

  int id(Dice dice) {
    return dice.chance(freshIds) ? dice.below(100_000) : favourites[dice.below(FAVOURITES)];
  }
}
