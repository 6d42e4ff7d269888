package dev.warder.replay.evaluate;

import dev.warder.replay.evaluate.Plot.Axis;
import dev.warder.replay.evaluate.Plot.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// An evaluation as one HTML page that needs nothing else: no script, no picture, no network.
public final class Page {
  private static final String STYLE =
      """
      body{font:15px/1.5 system-ui,sans-serif;margin:2em auto;max-width:80em;padding:0 1em}
      table{border-collapse:collapse;margin:1em 0}
      td,th{padding:.2em .7em;text-align:right;border-bottom:1px solid #8884}
      td:first-child,th:first-child{text-align:left}
      .plots{display:grid;grid-template-columns:repeat(auto-fill,minmax(19em,1fr));gap:1em}
      svg{width:100%;height:auto}
      svg text{font:9px system-ui,sans-serif;fill:currentColor}
      svg .title{font-size:11px;font-weight:600}
      svg .middle{text-anchor:middle} svg .end{text-anchor:end} svg .name{opacity:.7}
      .grid{stroke:#8883;stroke-width:.5}
      polyline{fill:none;stroke-width:1.6}
      .warder{stroke:#0a6cce;stroke-width:2.4} .freeman{stroke:#d9480f;stroke-dasharray:5 2}
      .apereocas{stroke:#2b8a3e;stroke-dasharray:2 2} .seenunseen{stroke:#862e9c;stroke-dasharray:1 3}
      .handset{stroke:#868e96;stroke-dasharray:7 3} .even{stroke:#8888;stroke-width:1}
      circle.warder{fill:#0a6cce;stroke:none}
      .key span{margin-right:1.5em;border-bottom:3px solid}
      .worse{background:#d9480f33}.much{background:#d9480f77}.better{background:#2b8a3e33}
      """;

  private static final Axis FALSE_POSITIVES =
      new Axis("share of owners' calls above", 1e-4, 1, true, 1e-4, 1e-3, 1e-2, 0.1, 1);
  private static final Axis FOUND = new Axis("share of attacks found", 0, 1, false, 0, 0.5, 1);

  private final Findings findings;

  private Page(Findings findings) {
    this.findings = findings;
  }

  public static String of(Findings findings) {
    return new Page(findings).html();
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private String html() {
    StringBuilder page = new StringBuilder();
    page.append("<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\">\n");
    page.append(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src"
            + " 'unsafe-inline'\">\n");
    page.append("<meta name=\"viewport\" content=\"width=device-width\">\n");
    page.append("<meta name=\"color-scheme\" content=\"light dark\">\n");
    page.append("<title>Warder: how well attacks are found</title>\n<style>");
    page.append(STYLE).append("</style>\n<h1>How well attacks are found</h1>\n");
    page.append(
        String.format(
            Locale.ROOT,
            "<p>%,d calls of %,d principals, among them %,d of attackers; model %s.</p>%n",
            findings.events(),
            findings.attacks().principals(),
            findings.attacks().size(),
            escape(findings.model())));
    page.append(PageTables.attackers(findings));
    section(page, "Found against bothered", KEY, curves());
    section(page, "How often owners are asked for proof", REAUTHENTICATION, reauthentication());
    section(page, "Are the probabilities true?", CALIBRATION, List.of(calibration()));
    page.append("<h2>What each factor is worth</h2>\n<p>").append(ABLATIONS).append("</p>\n");
    return page.append(PageTables.ablations(findings)).append("</html>\n").toString();
  }

  private static final String KEY =
      "<span class=\"key\"><span style=\"border-color:#0a6cce\">Warder</span><span"
          + " style=\"border-color:#d9480f\">Freeman et al.</span><span"
          + " style=\"border-color:#2b8a3e\">Apereo CAS</span><span"
          + " style=\"border-color:#862e9c\">seen or unseen</span><span"
          + " style=\"border-color:#868e96\">hand-set points</span></span>";
  private static final String REAUTHENTICATION =
      "The median, over principals, of the share of their first sessions with a call above the"
          + " threshold at which 98 % of the attacker's calls are found.";
  private static final String CALIBRATION =
      "What was said against what was, with attacks weighted to the declared prior. On the line"
          + " both agree.";
  private static final String ABLATIONS =
      "The share of calls found at 1 % false positives, with one factor left out.";

  private static void section(StringBuilder page, String title, String text, List<String> plots) {
    page.append("<h2>").append(title).append("</h2>\n<p>").append(text).append("</p>\n");
    page.append("<div class=\"plots\">\n");
    plots.forEach(page::append);
    page.append("</div>\n");
  }

  private List<String> curves() {
    List<String> plots = new ArrayList<>();
    for (String label : findings.attacks().labels()) {
      int[] which = findings.attacks().of(label);
      Plot plot = new Plot(label, FALSE_POSITIVES, FOUND);
      findings.others().forEach((name, scores) -> plot.curve(name, curve(scores, which)));
      plots.add(plot.curve("warder", curve(findings.own(), which)).svg());
    }
    return plots;
  }

  private static List<Point> curve(Scores scores, int[] which) {
    Roc roc = scores.roc(which);
    List<Point> points = new ArrayList<>();
    for (int i = 0; i <= 60; i++) {
      double x = Math.pow(10, -4 + i / 15.0);
      points.add(new Point(x, roc.truePositives(x)));
    }
    return points;
  }

  private List<String> reauthentication() {
    Axis sizes = new Axis("sessions so far", 1, 160, true, 1, 3, 12, 39, 160);
    Axis asked = new Axis("share asked", 0, 1, false, 0, 0.5, 1);
    List<String> plots = new ArrayList<>();
    for (String label : findings.attacks().labels()) {
      int[] which = findings.attacks().of(label);
      Plot plot = new Plot(label, sizes, asked);
      findings
          .others()
          .forEach((name, scores) -> plot.curve(name, reauthentication(scores, which)));
      plots.add(plot.curve("warder", reauthentication(findings.own(), which)).svg());
    }
    return plots;
  }

  private List<Point> reauthentication(Scores scores, int[] which) {
    double threshold = scores.roc(which).finding(0.98);
    List<Point> points = new ArrayList<>();
    new Reauthentication(findings.owners(), scores)
        .medians(threshold)
        .forEach((size, median) -> points.add(new Point(Double.parseDouble(size), median)));
    return points;
  }

  private String calibration() {
    Axis said = new Axis("said", 1e-5, 1, true, 1e-5, 1e-4, 1e-3, 0.01, 0.1, 1);
    Axis was = new Axis("was", 1e-5, 1, true, 1e-5, 1e-4, 1e-3, 0.01, 0.1, 1);
    List<Point> points = new ArrayList<>();
    Calibration.of(findings).curve().forEach(bin -> points.add(new Point(bin.said(), bin.was())));
    return new Plot("calibration", said, was)
        .curve("even", List.of(new Point(1e-5, 1e-5), new Point(1, 1)))
        .curve("warder", points)
        .dots("warder", points)
        .svg();
  }
}
