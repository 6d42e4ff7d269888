package dev.warder.app.cli;

import dev.warder.replay.Findings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Shows whether all decisions come out as they were recorded.
final class FindingsText {
  private FindingsText() {}

  static void print(Findings findings, Output output, long nanos) {
    if (output.isJson()) {
      output.json(json(findings, nanos));
      return;
    }
    output.line(
        String.format(
            Locale.ROOT,
            "%s: %,d of %,d decisions come out the same, bit for bit (%.1f s)",
            heading(findings),
            findings.matching(),
            findings.decisions(),
            nanos / 1e9));
    line(output, findings.failed(), "were denied because deciding failed or came too late");
    line(output, findings.sealedCount(), "are sealed: nobody can compute them again");
    line(
        output, findings.unknownCount(), "were made under what the journal does not hold any more");
    line(output, findings.wrongCount(), "come out otherwise");
    for (Findings.Mismatch each : findings.mismatches()) {
      output.line("record " + each.seq() + " " + Table.plain(each.id()));
      each.differences().forEach(difference -> output.line("  " + Table.plain(difference)));
    }
  }

  private static String heading(Findings findings) {
    if (findings.provesNothing()) {
      return "NOTHING VERIFIED";
    }
    return findings.passed() ? "verified" : "MISMATCH";
  }

  private static void line(Output output, long count, String what) {
    if (count > 0) {
      output.line(String.format(Locale.ROOT, "%,d %s", count, what));
    }
  }

  private static Map<String, Object> json(Findings findings, long nanos) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("passed", findings.passed());
    json.put("decisions", findings.decisions());
    json.put("matching", findings.matching());
    json.put("failed", findings.failed());
    json.put("sealed", findings.sealedCount());
    json.put("unknown", findings.unknownCount());
    json.put("wrong", findings.wrongCount());
    json.put("seconds", nanos / 1e9);
    json.put("mismatches", findings.mismatches().stream().map(FindingsText::json).toList());
    return json;
  }

  private static Map<String, Object> json(Findings.Mismatch each) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("seq", each.seq());
    json.put("id", each.id());
    json.put("differences", List.copyOf(each.differences()));
    return json;
  }
}
