package dev.warder.monitor;

import dev.warder.model.Outcome;
import java.util.function.Consumer;

/// Recognises what happens to many principals at once (a client release, a moved office, an
/// outage), so that it is told once and not raised for each of them.
///
/// The others are asked to see the call without what drifts.
final class PopulationDrift {
  private static final int MOST_KEYS = 2_000;
  private static final int MOST_EACH = 4_096;
  private static final int MOST_ACTIVE = 50_000;

  private static final class Wave {
    private final Window<String> principals;
    private long told;

    private Wave(long span) {
      principals = new Window<>(span, MOST_EACH);
    }
  }

  private final Recent<String, Wave> waves;
  private final Window<String> active;
  private final long span;
  private final int percent;
  private final int least;
  private final int failing;

  /// By what Warder decided, and by what the API answered.
  private final Outage refused = new Outage();

  private final Outage failed = new Outage();

  PopulationDrift(Tuning tuning) {
    span = tuning.minutes("windowMinutes");
    percent = tuning.value("percent");
    least = tuning.value("principals");
    failing = tuning.value("failingPercent");
    waves = new Recent<>(MOST_KEYS, () -> new Wave(span));
    active = new Window<>(span, MOST_ACTIVE);
  }

  /// The call as the detectors shall see it.
  Call see(Call call, Consumer<Detection> found) {
    if (!call.authenticated()) {
      return call;
    }
    active.expire(call.millis());
    if (!active.contains(call.principal())) {
      active.add(call.millis(), call.principal());
    }
    Call seen = fails(refused, Passed.of(call), call.isRefused(), found) ? call.excused() : call;
    return unremarkable(seen, found);
  }

  /// Whether an outcome says nothing of its principal.
  boolean excuses(Outcome outcome, Passed call, Consumer<Detection> found) {
    return fails(failed, call, outcome.isError(), found);
  }

  private boolean fails(Outage outage, Passed call, boolean failed, Consumer<Detection> found) {
    if (call.template().isEmpty()) {
      return false;
    }
    Outage.Share share = outage.ended(call.template(), call.principal(), call.millis(), failed);
    boolean drifting =
        failed
            && share.those() >= least
            && share.isMost(failing)
            && share.those() * 100L >= (long) percent * active.distinct();
    if (drifting) {
      Wave wave = waves.of("failing " + call.template());
      if (call.millis() - wave.told > span) {
        wave.told = call.millis();
        found.accept(
            call.about(
                Subject.EVERYBODY,
                DetectorKind.POPULATION_DRIFT.wire(),
                Severity.INFO,
                call.template()
                    + " fails for "
                    + share.those()
                    + " of "
                    + share.of()
                    + " principals: an outage or a change rather than an attack"));
      }
    }
    return drifting;
  }

  private Call unremarkable(Call call, Consumer<Detection> found) {
    boolean client = call.clientIsNew() && drifts("client " + client(call), call, found);
    boolean asn = call.asnIsNew() && drifts("network AS" + call.asn(), call, found);
    return client || asn ? call.unremarkable(asn, client) : call;
  }

  private boolean drifts(String what, Call call, Consumer<Detection> found) {
    Wave wave = waves.of(what);
    wave.principals.expire(call.millis());
    if (!wave.principals.contains(call.principal())) {
      wave.principals.add(call.millis(), call.principal());
    }
    int those = wave.principals.distinct();
    boolean drifting = those >= least && those * 100L >= (long) percent * active.distinct();
    if (drifting && call.millis() - wave.told > span) {
      wave.told = call.millis();
      found.accept(
          call.about(
              Subject.EVERYBODY,
              DetectorKind.POPULATION_DRIFT.wire(),
              Severity.INFO,
              those
                  + " of "
                  + active.distinct()
                  + " active principals came with the same new "
                  + what
                  + ": a release or a move rather than an attack"));
    }
    return drifting;
  }

  private static String client(Call call) {
    var context = call.decision().context();
    return context == null
        ? ""
        : context.client().product() + "/" + context.client().majorVersion();
  }
}
