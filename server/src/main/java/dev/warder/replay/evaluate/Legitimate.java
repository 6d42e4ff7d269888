package dev.warder.replay.evaluate;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// What the owners have to put up with.
final class Legitimate {
  private static final long DAY = 86_400_000;

  private Legitimate() {}

  /// `principalDays` are days on which a principal made a call.
  static Map<String, Object> json(Findings findings) {
    Roster owners = findings.owners();
    byte[] verdicts = findings.ownersMarks().verdict;
    Set<Long> days = new HashSet<>();
    boolean[] hindered = new boolean[owners.sessions()];
    int bothered = 0;
    int denied = 0;
    for (int i = 0; i < verdicts.length; i++) {
      days.add(owners.principal()[i] * 1_000_000L + owners.calls().get(i).time() / DAY);
      bothered += verdicts[i] == Marks.ALLOWED ? 0 : 1;
      denied += verdicts[i] == Marks.DENIED ? 1 : 0;
      hindered[owners.session()[i]] |= verdicts[i] != Marks.ALLOWED;
    }
    int sessions = 0;
    for (boolean each : hindered) {
      sessions += each ? 1 : 0;
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("calls", owners.size());
    json.put("sessions", owners.sessions());
    json.put("hinderedShare", ReportJson.round((double) bothered / Math.max(1, owners.size())));
    json.put(
        "hinderedSessionsShare",
        ReportJson.round((double) sessions / Math.max(1, owners.sessions())));
    json.put("principalDays", days.size());
    json.put(
        "falseDenialsPer1000PrincipalDays",
        ReportJson.round(1000.0 * denied / Math.max(1, days.size())));
    return json;
  }
}
