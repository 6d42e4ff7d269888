package dev.warder.replay.evaluate;

import dev.warder.context.Senses;
import dev.warder.policy.PolicyEngine;
import dev.warder.risk.Levels;
import dev.warder.risk.ProfileStore;
import dev.warder.risk.RiskModel;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/// What a trial is made of.
///
/// @param stores makes an empty store of profiles for each trial
/// @param policy as the service has it where nothing was applied
public record Rooms(
    RiskModel model,
    Levels levels,
    Supplier<ProfileStore> stores,
    PolicyEngine policy,
    Senses senses) {

  /// With the default policy.
  public static Rooms of(
      RiskModel model, Levels levels, Supplier<ProfileStore> stores, Senses senses) {
    PolicyEngine policy =
        PolicyEngine.open(
            new NoPolicies(), List.of(), Set.of(), InstantSource.system(), applied -> {});
    return new Rooms(model, levels, stores, policy, senses);
  }

  public Trial trial() {
    return new Trial(model, levels, stores.get(), policy, senses);
  }

  Sense sense() {
    return new Sense(senses);
  }
}
