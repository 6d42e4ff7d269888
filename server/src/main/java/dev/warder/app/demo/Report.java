package dev.warder.app.demo;

import java.io.PrintStream;
import java.util.Locale;

/// Tells people what a demonstration came to.
final class Report {
  private Report() {}

  static void print(Tally tally, PrintStream out) {
    out.println();
    out.printf(
        Locale.ROOT,
        "%d decisions: %s. Of %d normal calls %d were hindered.%n",
        tally.decisions(),
        tally.verdicts(),
        tally.legit(),
        tally.hindered());
    tally.attacks().forEach((name, outcome) -> print(name, outcome, out));
    out.flush();
  }

  private static void print(String name, Tally.Outcome outcome, PrintStream out) {
    Judged caught = outcome.caught();
    if (caught == null) {
      out.printf(Locale.ROOT, "  %-30s not caught in %d calls%n", name, outcome.calls());
      return;
    }
    out.printf(
        Locale.ROOT,
        "  %-30s %s at call %d of %d, score %d%n",
        name,
        caught.verdict(),
        outcome.caughtAt(),
        outcome.calls(),
        caught.score());
    caught.reasons().forEach(reason -> out.println("      - " + reason));
  }
}
