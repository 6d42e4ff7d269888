package dev.warder.risk;

import java.util.List;

/// How often legitimate calls match to such a depth in network and in client, and in both.
final class Coincidence {
  private final double weight;
  private final double cap;
  private final double[][] both;
  private final double[] network;
  private final double[] client;

  Coincidence(RiskModel.Together together) {
    weight = together.weight();
    cap = together.cap();
    int size = together.seen().size();
    both = new double[size][size];
    network = new double[size];
    client = new double[size];
    margins(together.seen());
    double all = together.shrink() * size * size;
    for (List<Double> row : together.seen()) {
      all += row.stream().mapToDouble(Double::doubleValue).sum();
    }
    double extra = together.shrink() * size * size;
    for (int n = 0; n < size; n++) {
      for (int c = 0; c < size; c++) {
        double chance = network[n] * client[c];
        both[n][c] = (together.seen().get(n).get(c) + extra * chance) / all;
      }
    }
  }

  private void margins(List<List<Double>> seen) {
    double all = 0;
    for (int n = 0; n < seen.size(); n++) {
      for (int c = 0; c < seen.size(); c++) {
        network[n] += seen.get(n).get(c);
        client[c] += seen.get(n).get(c);
        all += seen.get(n).get(c);
      }
    }
    for (int i = 0; i < seen.size(); i++) {
      network[i] /= all;
      client[i] /= all;
    }
  }

  double[] inputs(int networkDepth, int clientDepth) {
    return new double[] {
      weight,
      cap,
      networkDepth,
      clientDepth,
      both[networkDepth][clientDepth],
      network[networkDepth],
      client[clientDepth]
    };
  }
}
