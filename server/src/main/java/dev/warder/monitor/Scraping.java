package dev.warder.monitor;

import java.util.function.Consumer;

/// Finds a principal that takes far more, and more different things, than it ever did: a copy of
/// everything being made.
final class Scraping implements Detector {
  private static final int MOST = 20_000;
  private static final int MOST_CALLS = 4096;
  private static final int LEAST_WINDOWS = 6;
  private static final int BREADTH = 10;

  private static final class Habit {
    private final Window<String> calls;
    private int usual;
    private int usualPaths;
    private int peak;
    private int peakPaths;
    private int windows;
    private long since;
    private long told;

    private Habit(long span) {
      calls = new Window<>(span, MOST_CALLS);
    }
  }

  private final Recent<String, Habit> habits;
  private final long span;
  private final int enough;
  private final int timesUsual;

  Scraping(Tuning tuning) {
    span = tuning.minutes("windowMinutes");
    enough = tuning.value("calls");
    timesUsual = tuning.value("timesUsual");
    habits = new Recent<>(MOST, () -> new Habit(span));
  }

  @Override
  public String name() {
    return DetectorKind.SCRAPING.wire();
  }

  @Override
  public void see(Call call, double tolerance, Consumer<Detection> found) {
    if (!call.authenticated()) {
      return;
    }
    Habit habit = habits.of(call.principal());
    long now = call.millis();
    habit.calls.expire(now);
    if (now - habit.since > span) {
      closeWindow(habit, now);
    }
    habit.calls.add(now, call.decision().attempt().path().path());
    habit.peak = Math.max(habit.peak, habit.calls.size());
    habit.peakPaths = Math.max(habit.peakPaths, habit.calls.distinct());
    if (isFarBeyond(habit, call, tolerance) && now - habit.told > span) {
      habit.told = now;
      found.accept(
          call.detection(
              name(),
              Severity.MEDIUM,
              habit.calls.size()
                  + " calls to "
                  + habit.calls.distinct()
                  + " different paths within "
                  + span / 60_000
                  + " minutes; at most "
                  + habit.usual
                  + " calls to "
                  + habit.usualPaths
                  + " paths were usual"));
    }
  }

  private static void closeWindow(Habit habit, long now) {
    habit.windows += habit.peak > 0 ? 1 : 0;
    habit.usual = Math.max(habit.peak, habit.usual * 99 / 100);
    habit.usualPaths = Math.max(habit.peakPaths, habit.usualPaths * 99 / 100);
    habit.peak = habit.calls.size();
    habit.peakPaths = habit.calls.distinct();
    habit.since = now;
  }

  private boolean isFarBeyond(Habit habit, Call call, double tolerance) {
    double times = timesUsual * tolerance;
    return call.known()
        && habit.windows >= LEAST_WINDOWS
        && habit.calls.size() >= enough * tolerance
        && habit.calls.size() >= times * habit.usual
        && habit.calls.distinct() >= Math.max(BREADTH, times / 2 * habit.usualPaths);
  }
}
