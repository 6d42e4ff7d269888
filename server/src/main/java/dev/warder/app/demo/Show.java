package dev.warder.app.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/// Plays the watched calls so that one can follow: of the normal ones some are shown, of an attack
/// the first calls, one by one.
final class Show {
  private static final int SHOWN_NORMAL = 10; // one in so many
  private static final int SHOWN_OF_ATTACK = 6;
  private static final int REASONS = 3;

  private final Visitor visitor;
  private final ScriptedClock clock;
  private final Board board;
  private final Pace pace;
  private final Map<String, Integer> seen = new HashMap<>();
  private final Map<String, Integer> unshown = new TreeMap<>();
  private int normal;

  /// @param normal how long a normal call is looked at
  /// @param attack how long a call of an attack is
  record Pace(Duration normal, Duration attack) {
    static final Pace FOR_PEOPLE = new Pace(Duration.ofMillis(350), Duration.ofMillis(1_000));
  }

  Show(Visitor visitor, ScriptedClock clock, Board board, Pace pace) {
    this.visitor = visitor;
    this.clock = clock;
    this.board = board;
    this.pace = pace;
  }

  Tally play(Script script) throws IOException {
    Tally tally = new Tally(script.attacks());
    board.heading();
    for (Call call : script.watched()) {
      clock.advanceTo(call.time());
      Attack attack = script.attackOf(call);
      int number = attack == null ? 0 : seen.merge(attack.name(), 1, Integer::sum);
      if (number == 1 && attack != null) {
        board.attack(attack);
      }
      Judged judged = visitor.visit(call);
      tally.add(judged);
      if (attack == null) {
        showNormal(judged);
      } else {
        showAttack(judged, number, attack.steps().size());
      }
    }
    return tally;
  }

  private void showNormal(Judged judged) {
    if (!judged.passed()) {
      board.row(judged, REASONS);
      pause(pace.attack());
    } else if (normal++ % SHOWN_NORMAL == 0) {
      board.row(judged, 0);
      pause(pace.normal());
    }
  }

  private void showAttack(Judged judged, int number, int of) {
    if (number <= SHOWN_OF_ATTACK) {
      board.row(judged, REASONS);
      pause(pace.attack());
    } else {
      unshown.merge(judged.verdict(), 1, Integer::sum);
    }
    if (number == of && !unshown.isEmpty()) {
      board.remark("... and " + (of - SHOWN_OF_ATTACK) + " calls more: " + unshown);
      unshown.clear();
    }
  }

  private static void pause(Duration duration) {
    LockSupport.parkNanos(duration.toNanos());
  }
}
