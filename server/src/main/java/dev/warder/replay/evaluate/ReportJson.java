package dev.warder.replay.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An evaluation's figures in the form that people script against.
public final class ReportJson {
  private final Findings findings;

  private ReportJson(Findings findings) {
    this.findings = findings;
  }

  public static Map<String, Object> of(Findings findings) {
    return new ReportJson(findings).report();
  }

  private Map<String, Object> report() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("model", findings.model());
    json.put("events", findings.events());
    json.put("principals", findings.attacks().principals());
    json.put("seconds", round(findings.seconds()));
    Calibration calibration = Calibration.of(findings);
    json.put("ece", round(calibration.error()));
    json.put("brierSkill", round(calibration.brierSkill()));
    json.put("calibration", calibration(calibration));
    json.put("attackers", attackers());
    json.put("legit", Legitimate.json(findings));
    json.put("poisoning", Poisoning.json(findings));
    json.put("baselines", baselines());
    json.put("ablations", ablations());
    return json;
  }

  private Map<String, Object> calibration(Calibration declared) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("prior", findings.prior());
    json.put("eceAbove02", round(declared.errorWhereHigh()));
    List<Object> others = new ArrayList<>();
    for (double prior : new double[] {0.001, 0.003, 0.01}) {
      Calibration at = declared.at(prior);
      Map<String, Object> each = new LinkedHashMap<>();
      each.put("prior", prior);
      each.put("ece", round(at.error()));
      each.put("eceAbove02", round(at.errorWhereHigh()));
      each.put("brierSkill", round(at.brierSkill()));
      others.add(each);
    }
    json.put("atPriors", others);
    return json;
  }

  private Map<String, Object> attackers() {
    Map<String, Object> json = new LinkedHashMap<>();
    Bootstrap bootstrap = new Bootstrap(findings);
    for (String label : findings.attacks().labels()) {
      int[] which = findings.attacks().of(label);
      Map<String, Object> figures = json(Figures.of(findings.own(), findings.attacks(), which));
      bootstrap.intervals(which, figures);
      figures.put("callsToDetect", json(Detection.of(findings, which)));
      figures.put("reauth", reauthentication(findings.own(), which));
      json.put(label, figures);
    }
    return json;
  }

  private Map<String, Object> reauthentication(Scores scores, int[] which) {
    Reauthentication owners = new Reauthentication(findings.owners(), scores);
    Roc roc = scores.roc(which);
    Map<String, Object> json = new LinkedHashMap<>();
    for (double rate : Reauthentication.RATES) {
      Map<String, Object> sizes = new LinkedHashMap<>();
      owners.medians(roc.finding(rate)).forEach((size, median) -> sizes.put(size, round(median)));
      json.put(String.valueOf(rate), sizes);
    }
    return json;
  }

  private Map<String, Object> baselines() {
    Map<String, Object> json = new LinkedHashMap<>();
    findings
        .others()
        .forEach((name, scores) -> {
          Map<String, Object> attackers = new LinkedHashMap<>();
          for (String label : findings.attacks().labels()) {
            int[] which = findings.attacks().of(label);
            Map<String, Object> figures = json(Figures.of(scores, findings.attacks(), which));
            figures.put("reauth", reauthentication(scores, which));
            attackers.put(label, figures);
          }
          json.put(name, Map.of("attackers", attackers));
        });
    return json;
  }

  private Map<String, Object> ablations() {
    Map<String, Object> json = new LinkedHashMap<>();
    for (String factor : findings.attacksMarks().factors()) {
      if (factor.equals("prior")) {
        continue;
      }
      Scores scores = findings.without(factor);
      Map<String, Object> attackers = new LinkedHashMap<>();
      for (String label : findings.attacks().labels()) {
        int[] which = findings.attacks().of(label);
        attackers.put(label, json(Figures.of(scores, findings.attacks(), which)));
      }
      json.put(factor, Map.of("attackers", attackers));
    }
    return json;
  }

  private static Map<String, Object> json(Figures figures) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("calls", figures.calls());
    json.put("sessions", figures.sessions());
    json.put("auc", round(figures.area()));
    json.put("partialAuc1", round(figures.areaTo1()));
    json.put("tprAt1", round(figures.at1()));
    json.put("tprAt01", round(figures.at01()));
    return json;
  }

  private static Map<String, Object> json(Detection detection) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("p50", round(detection.p50()));
    json.put("p90", round(detection.p90()));
    json.put("within5", round(detection.within5()));
    json.put("within5At01", round(detection.within5At01()));
    return json;
  }

  /// Five decimals; nothing where there is no figure.
  static @Nullable Double round(double value) {
    return Double.isFinite(value) ? Math.rint(value * 1e5) / 1e5 : null;
  }
}
