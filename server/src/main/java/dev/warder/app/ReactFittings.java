package dev.warder.app;

import dev.warder.react.Reactor;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;

/// Reactions, as those who run the service see them.
final class ReactFittings {
  private ReactFittings() {}

  static void measure(MeterRegistry registry, Reactor reactor) {
    FunctionCounter.builder("warder.reactions.lost", reactor, Reactor::lost)
        .description("Incidents that got no reaction because too many waited")
        .register(registry);
  }
}
