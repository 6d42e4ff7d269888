package dev.warder.app;

import dev.warder.app.settings.Settings;
import dev.warder.audit.Journal;
import dev.warder.model.IdSource;
import dev.warder.notify.outbox.Outbox;
import dev.warder.policy.PolicyEngine;
import dev.warder.react.Actions;
import dev.warder.react.Reactor;
import dev.warder.react.signal.SignalActions;
import dev.warder.token.Tokens;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.function.ToDoubleFunction;

/// Reactions, put together as configured, and as those who run the service see them.
final class ReactFittings {
  private ReactFittings() {}

  static Reactor reactor(
      Settings settings,
      PolicyEngine policy,
      Tokens tokens,
      Outbox outbox,
      Journal journal,
      IdSource ids,
      InstantSource clock) {
    return new Reactor(
        policy, new Actions(policy, tokens, outbox, journal, ids, clock, settings.reactions()));
  }

  static void measure(MeterRegistry registry, Reactor reactor, SignalActions signals) {
    FunctionCounter.builder("warder.reactions.lost", reactor, Reactor::lost)
        .description("Incidents that got no reaction because too many waited")
        .register(registry);
    limited(registry, "incident", reactor, Reactor::limited);
    limited(registry, "signal", signals, SignalActions::limited);
    Gauge.builder("warder.reactions.waiting", signals, all -> all.waiting().size())
        .description("Reactions to events of providers that wait for somebody's word")
        .register(registry);
  }

  private static <T> void limited(
      MeterRegistry registry, String source, T of, ToDoubleFunction<T> count) {
    FunctionCounter.builder("warder.reactions.limited", of, count)
        .tag("source", source)
        .description("Reactions not carried out because too many had been within the hour")
        .register(registry);
  }
}
