package dev.warder.replay.evaluate;

import java.util.Locale;

/// The tables of the page.
final class PageTables {
  private PageTables() {}

  static String attackers(Findings findings) {
    StringBuilder html = new StringBuilder("<table><tr><th>attacker<th>calls<th>area");
    html.append("<th>found at 1 %<th>at 0.1 %");
    findings.others().keySet().forEach(name -> html.append("<th>").append(name));
    html.append("</tr>\n");
    for (String label : findings.attacks().labels()) {
      int[] which = findings.attacks().of(label);
      Figures own = Figures.of(findings.own(), findings.attacks(), which);
      html.append("<tr><td>").append(Page.escape(label));
      html.append(cell(own.calls())).append(cell(own.area(), 4));
      html.append(cell(own.at1(), 3)).append(cell(own.at01(), 3));
      findings
          .others()
          .forEach((name, scores) -> {
            Figures other = Figures.of(scores, findings.attacks(), which);
            html.append(String.format(Locale.ROOT, "<td>%.3f / %.3f", other.at1(), other.at01()));
          });
      html.append("</tr>\n");
    }
    return html.append("</table>\n").toString();
  }

  static String ablations(Findings findings) {
    StringBuilder html = new StringBuilder("<table><tr><th>without");
    for (String label : findings.attacks().labels()) {
      html.append("<th>").append(Page.escape(label));
    }
    html.append("</tr>\n");
    double[] all = found(findings, "");
    row(html, "nothing", all, all);
    for (String factor : findings.attacksMarks().factors()) {
      if (!factor.equals("prior")) {
        row(html, factor, found(findings, factor), all);
      }
    }
    return html.append("</table>\n").toString();
  }

  private static double[] found(Findings findings, String without) {
    Scores scores = without.isEmpty() ? findings.own() : findings.without(without);
    return findings.attacks().labels().stream()
        .mapToDouble(
            label -> Figures.of(scores, findings.attacks(), findings.attacks().of(label)).at1())
        .toArray();
  }

  private static void row(StringBuilder html, String name, double[] found, double[] all) {
    html.append("<tr><td>").append(Page.escape(name));
    for (int i = 0; i < found.length; i++) {
      double change = found[i] - all[i];
      String style =
          change < -0.1 ? "much" : change < -0.01 ? "worse" : change > 0.01 ? "better" : "";
      html.append(String.format(Locale.ROOT, "<td class=\"%s\">%.3f", style, found[i]));
    }
    html.append("</tr>\n");
  }

  private static String cell(int value) {
    return String.format(Locale.ROOT, "<td>%,d", value);
  }

  private static String cell(double value, int digits) {
    return "<td>" + String.format(Locale.ROOT, "%." + digits + "f", value);
  }
}
