package dev.warder.app.demo;

import java.io.PrintStream;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// The live table.
final class Board {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("EEE HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String ROW = "%-12s  %-14s  %-26s  %-18s  %5s  %s";

  private final PrintStream out;
  private final boolean colours;

  Board(PrintStream out, boolean colours) {
    this.out = out;
    this.colours = colours;
  }

  void heading() {
    out.println();
    out.println(
        bold(
            String.format(
                ROW, "TIME (UTC)", "PRINCIPAL", "PLACE", "CLIENT", "SCORE", "VERDICT AND WHY")));
    out.flush();
  }

  void attack(Attack attack) {
    out.println(bold("--- " + attack.name() + ": " + attack.told()));
  }

  /// @param reasons how many of them to tell
  void row(Judged judged, int reasons) {
    Call call = judged.call();
    out.println(
        String.format(
            ROW,
            CLOCK.format(call.time()),
            cut(call.principal(), 14),
            cut(judged.place(), 26),
            cut(judged.client(), 18),
            judged.score(),
            painted(judged.verdict()) + "  " + call.method() + " " + call.path()));
    List<String> told = judged.passed() ? List.of() : judged.reasons();
    told.stream().limit(reasons).forEach(reason -> out.println(" ".repeat(14) + "- " + reason));
    out.flush();
  }

  void remark(String text) {
    out.println(" ".repeat(14) + text);
    out.flush();
  }

  private static String cut(String text, int width) {
    return text.length() <= width ? text : text.substring(0, width - 1) + "…";
  }

  private String painted(String verdict) {
    String padded = String.format("%-8s", verdict);
    if (!colours) {
      return padded;
    }
    int colour =
        switch (verdict) {
          case "allow" -> 32;
          case "deny" -> 31;
          default -> 33;
        };
    return "\u001b[" + colour + "m" + padded + "\u001b[0m";
  }

  private String bold(String text) {
    return colours ? "\u001b[1m" + text + "\u001b[0m" : text;
  }
}
