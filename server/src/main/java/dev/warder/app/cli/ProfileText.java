package dev.warder.app.cli;

import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// What is learned of a principal, in words and with its week as a small heat map.
final class ProfileText {
  private static final int MOST_ROWS = 8;
  private static final String SHADES = " .:+#";
  private static final String[] DAYS = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

  private final JsonNode principal;
  private final JsonNode profile;
  private final Output output;

  ProfileText(JsonNode principal, Output output) {
    this.principal = principal;
    this.profile = principal.path("profile");
    this.output = output;
  }

  void print() {
    String name = Table.plain(principal.path("id").asString(""));
    output.line(name + " (" + Table.plain(principal.path("kind").asString("")) + ")");
    standing();
    if (profile.path("learned").asLong(0) == 0) {
      output.line("Nothing is learned yet.");
    } else {
      summary();
      habits("USUAL COUNTRIES", "countries");
      habits("USUAL NETWORKS", "networks");
      habits("USUAL CLIENTS", "clients");
      habits("USUAL ROUTES", "routes");
      hours();
      pace();
    }
    output.line("");
    output.line("Tokens: " + principal.path("tokens").size());
  }

  /// Nothing is said of who may act and belongs to nobody.
  private void standing() {
    String state = principal.path("state").asString("active");
    String since = principal.path("disabledAt").asString("");
    String reason = principal.path("disabledReason").asString("");
    String owner = principal.path("owner").asString("");
    if (!state.equals("active")) {
      output.line(
          "May not act: "
              + Table.plain(state)
              + (since.isEmpty() ? "" : " since " + Table.plain(since))
              + (reason.isEmpty() ? "" : ", " + Table.plain(reason)));
    }
    if (!owner.isEmpty()) {
      output.line("Belongs to " + Table.plain(owner));
    }
  }

  private void summary() {
    output.line(
        String.format(
            Locale.ROOT,
            "%d events learned, confidence %.2f; %d known addresses; %d visits wait to be trusted",
            profile.path("learned").asLong(0),
            profile.path("confidence").asDouble(0),
            profile.path("addresses").asLong(0),
            profile.path("held").asLong(0)));
  }

  private void habits(String heading, String field) {
    JsonNode habits = profile.path(field);
    output.line("");
    if (habits.isEmpty()) {
      output.line(heading + ": none");
      return;
    }
    Table table = new Table(heading, "SHARE", "LAST");
    for (int i = 0; i < Math.min(MOST_ROWS, habits.size()); i++) {
      JsonNode habit = habits.get(i);
      String last = habit.path("lastHour").asString("");
      table.row(
          habit.path("name").asString(""),
          String.format(Locale.ROOT, "%3.0f %%", 100 * habit.path("share").asDouble(0)),
          last.length() < 13 ? last : last.substring(0, 10) + " " + last.substring(11, 13) + " h");
    }
    output.table(table);
    if (habits.size() > MOST_ROWS) {
      output.line("and " + (habits.size() - MOST_ROWS) + " more");
    }
  }

  private void hours() {
    JsonNode week = profile.path("hours").path("week");
    double most = 0;
    for (JsonNode day : week) {
      for (JsonNode slot : day) {
        most = Math.max(most, slot.asDouble(0));
      }
    }
    if (most == 0) {
      return;
    }
    output.line("");
    String zone = Table.plain(profile.path("hours").path("zone").asString(""));
    output.line("HOURS (" + zone + ", darker is more)");
    output.line("     00 03 06 09 12 15 18 21");
    for (int day = 0; day < Math.min(DAYS.length, week.size()); day++) {
      StringBuilder line = new StringBuilder(DAYS[day]).append("  ");
      for (JsonNode slot : week.get(day)) {
        double share = slot.asDouble(0) / most;
        int shade = (int) Math.ceil(share * (SHADES.length() - 1));
        line.repeat(SHADES.charAt(Math.clamp(shade, 0, SHADES.length() - 1)), 2).append(' ');
      }
      output.line(line.toString().stripTrailing());
    }
  }

  private void pace() {
    JsonNode peaks = profile.path("peaks");
    output.line("");
    output.line(
        String.format(
            Locale.ROOT,
            "At its busiest a visit makes %.0f calls in 10 s, %.0f in a minute, %.0f in ten minutes,"
                + " to %.0f different paths.",
            peaks.path("callsPer10Seconds").asDouble(0),
            peaks.path("callsPerMinute").asDouble(0),
            peaks.path("callsPer10Minutes").asDouble(0),
            peaks.path("pathsPer10Minutes").asDouble(0)));
    output.line(
        String.format(
            Locale.ROOT,
            "Of calls whose fate is known, %.1f %% fail.",
            100 * profile.path("errorShare").asDouble(0)));
  }
}
