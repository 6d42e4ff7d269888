package dev.warder.risk;

import dev.warder.model.PrincipalKind;
import dev.warder.replay.simulate.Scale;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// Fits a risk model to simulated traffic: back-off weights by expectation-maximisation, factor
/// weights by logistic regression, the calibrator at the model's declared prior, the score's
/// corners from owners' quantiles. Prints what it found, and writes a model file.
///
/// After `mvn test-compile -Pbench`, in the folder `server` and with the class path of that
/// profile: `java -Xmx7g -cp ... dev.warder.risk.FitModel MODEL SEEDS OUT`, for example
/// `src/main/resources/risk/default-model.json 101,102 fitted.json`. What is set by hand afterwards
/// stands in `docs/rationale/risk.md`.
public final class FitModel {
  static final String[] FACTORS = {
    "network",
    "client",
    "action",
    "together",
    "elsewhere",
    "breadth",
    "errors",
    "travel",
    "spread",
    "dormancy",
    "novelty",
    "session"
  };

  public static void main(String[] args) throws Exception {
    String text = Files.readString(Path.of(args[0]));
    long[] seeds = Arrays.stream(args[1].split(",")).mapToLong(Long::parseLong).toArray();
    RiskModel model = ModelFile.parse(text);
    Sample sample = Sample.of(seeds, model, Scale.USUAL);
    System.out.println("as it is:\n" + Measure.report(sample.rows, Sample.Row::logOdds));
    Shares shares = new Shares(sample.rows);
    shares.others();
    Fit fit = new Fit(model, sample.rows, shares.classes(model));
    fit.lambdas();
    fit.mix(0.1);
    fit.weights();
    fit.calibrate();
    double[] a = fit.anchors();
    System.out.println("anchors " + Arrays.toString(a));
    Patch patch = new Patch(text);
    patch.set("history", "kappa", Patch.number(fit.kappa, 2));
    fit.shares.forEach((name, share) ->
        patch.set(
            "networkClasses",
            name,
            "{\"attack\": %s, \"usual\": %s}"
                .formatted(Patch.number(share[0], 3), Patch.number(share[1], 3))));
    for (Chain chain : Chain.values()) {
      patch.set(chain.term, "below", "[1, 3, 6, 11, 25, 60]");
      StringBuilder tables = new StringBuilder("{");
      for (PrincipalKind kind : PrincipalKind.values())
        tables
            .append(tables.length() > 1 ? "," : "")
            .append("\n      \"" + kind.wire() + "\": ")
            .append(Patch.table(fit.table(chain, kind.wire()), 5));
      patch.set(chain.term, "lambda", tables + "}");
    }
    for (int f = 0; f < FACTORS.length; f++)
      patch.set(FACTORS[f], "weight", Patch.number(fit.weights[f], 2));
    StringBuilder c = new StringBuilder("[");
    for (int i = 0; i < fit.knots.length; i++)
      c.append(i == 0 ? "" : i % 3 == 0 ? ",\n    " : ", ")
          .append(
              "{\"at\": "
                  + Patch.number(fit.knots[i], 2)
                  + ", \"value\": "
                  + Patch.number(fit.values[i], 3)
                  + "}");
    patch.set("", "calibration", c + "]");
    patch.set(
        "",
        "score",
        String.format(
            "[{\"at\": 0, \"value\": 0}, {\"at\": %.3g, \"value\": 12}, {\"at\": %.3g, \"value\": 35},\n    {\"at\": %.3g, \"value\": 60}, {\"at\": %.3g, \"value\": 85}, {\"at\": 1, \"value\": 100}]",
            a[0], a[1], a[2], a[3]));
    Files.writeString(Path.of(args[2]), patch.text());
    ModelFile.parse(patch.text());
  }
}
