package dev.warder.monitor;

import dev.warder.model.Outcome;
import java.util.function.Consumer;

/// Finds somebody who walks through the objects of one route (`/orders/1`, `/orders/2`, ...): what
/// broken object-level authorisation is tried with.
final class ObjectEnumeration implements Detector {
  private static final int MOST = 20_000;
  private static final int MOST_OBJECTS = 512;

  private record Route(String tokenId, String template) {}

  private static final class Walk {
    private final Window<String> objects;
    private final Window<String> refused;
    private int usual;
    private int peak;
    private long since;
    private long told;

    private Walk(long span) {
      objects = new Window<>(span, MOST_OBJECTS);
      refused = new Window<>(span, MOST_OBJECTS);
    }
  }

  private final Recent<Route, Walk> walks;
  private final long span;
  private final int enough;
  private final int refusals;
  private final int alone;
  private final int timesUsual;

  ObjectEnumeration(Tuning tuning) {
    span = tuning.minutes("windowMinutes");
    enough = tuning.value("objects");
    refusals = tuning.value("refusals");
    alone = tuning.value("objectsAlone");
    timesUsual = tuning.value("timesUsual");
    walks = new Recent<>(MOST, () -> new Walk(span));
  }

  @Override
  public String name() {
    return DetectorKind.OBJECT_ENUMERATION.wire();
  }

  @Override
  public void see(Call call, double tolerance, Consumer<Detection> found) {
    if (!call.authenticated() || call.template().indexOf('{') < 0) {
      return;
    }
    Walk walk = walks.of(new Route(call.tokenId(), call.template()));
    long now = call.millis();
    remember(walk, now);
    walk.objects.add(now, call.decision().attempt().path().path());
    if (call.isRefused()) {
      walk.refused.add(now, call.id());
    }
    walk.peak = Math.max(walk.peak, walk.objects.distinct());
    judge(walk, Passed.of(call), tolerance, found);
  }

  @Override
  public void saw(Outcome outcome, Passed call, double tolerance, Consumer<Detection> found) {
    boolean turnedAway =
        outcome.status() == 401 || outcome.status() == 403 || outcome.status() == 404;
    if (turnedAway && call.template().indexOf('{') >= 0) {
      Walk walk = walks.of(new Route(call.tokenId(), call.template()));
      walk.refused.add(call.millis(), call.decisionId());
      judge(walk, call, tolerance, found);
    }
  }

  /// What a window's peak was becomes the habit when the window is over, the older one fading.
  private void remember(Walk walk, long now) {
    walk.objects.expire(now);
    walk.refused.expire(now);
    if (now - walk.since > span) {
      walk.usual = Math.max(walk.peak, walk.usual * 9 / 10);
      walk.peak = walk.objects.distinct();
      walk.since = now;
    }
  }

  private void judge(Walk walk, Passed call, double tolerance, Consumer<Detection> found) {
    int objects = walk.objects.distinct();
    boolean many = objects >= enough * tolerance;
    boolean refusedMuch = walk.refused.size() >= refusals * tolerance;
    boolean beyondHabit =
        call.known()
            && walk.usual > 0
            && objects >= Math.max(alone, timesUsual * walk.usual) * tolerance;
    if (((many && refusedMuch) || beyondHabit) && call.millis() - walk.told > span) {
      walk.told = call.millis();
      found.accept(
          call.detection(
              name(),
              refusedMuch ? Severity.HIGH : Severity.MEDIUM,
              objects
                  + " different objects of "
                  + call.template()
                  + " within "
                  + span / 60_000
                  + " minutes, "
                  + walk.refused.size()
                  + " of them refused or missing; "
                  + walk.usual
                  + " were usual"));
    }
  }
}
