package dev.warder.risk;

import java.util.Arrays;

/// Weighted logistic regression by Newton's method, drawn to given coefficients, each of which may
/// have a least value.
final class Logistic {
  private static final int STEPS = 40;

  private final double[][] rows;
  private final boolean[] attacks;
  private final double[] weights;

  /// @param rows one row of features per call; an intercept, if one is wanted, is a feature of 1
  Logistic(double[][] rows, boolean[] attacks, double[] weights) {
    this.rows = rows;
    this.attacks = attacks;
    this.weights = weights;
  }

  /// @param ridge how strongly each coefficient is drawn to `towards`
  double[] fit(double[] towards, double[] ridge, double[] least) {
    int size = towards.length;
    double[] now = towards.clone();
    for (int step = 0; step < STEPS; step++) {
      double[] gradient = new double[size];
      double[][] curvature = new double[size][size];
      for (int i = 0; i < size; i++) {
        gradient[i] = ridge[i] * (towards[i] - now[i]);
        curvature[i][i] = ridge[i] + 1e-12;
      }
      add(now, gradient, curvature);
      boolean[] fixed = new boolean[size];
      for (int i = 0; i < size; i++) {
        fixed[i] = now[i] <= least[i] && gradient[i] < 0;
      }
      double[] move = solve(curvature, gradient, fixed);
      double most = 0;
      for (int i = 0; i < size; i++) {
        double next = Math.max(least[i], now[i] + Math.clamp(move[i], -1, 1));
        most = Math.max(most, Math.abs(next - now[i]));
        now[i] = next;
      }
      if (most < 1e-6) {
        break;
      }
    }
    return now;
  }

  private void add(double[] now, double[] gradient, double[][] curvature) {
    int size = now.length;
    for (int r = 0; r < rows.length; r++) {
      double[] x = rows[r];
      double p = 1 / (1 + Math.exp(-dot(now, x)));
      double slope = weights[r] * ((attacks[r] ? 1 : 0) - p);
      double bend = weights[r] * p * (1 - p);
      for (int i = 0; i < size; i++) {
        gradient[i] += slope * x[i];
        double bent = bend * x[i];
        for (int j = 0; j <= i; j++) {
          curvature[i][j] += bent * x[j];
        }
      }
    }
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < i; j++) {
        curvature[j][i] = curvature[i][j];
      }
    }
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /// Gaussian elimination; what is fixed does not move.
  private static double[] solve(double[][] matrix, double[] right, boolean[] fixed) {
    int size = right.length;
    double[][] a = new double[size][];
    double[] b = right.clone();
    for (int i = 0; i < size; i++) {
      a[i] = matrix[i].clone();
    }
    for (int i = 0; i < size; i++) {
      if (fixed[i]) {
        Arrays.fill(a[i], 0);
        for (double[] row : a) {
          row[i] = 0;
        }
        a[i][i] = 1;
        b[i] = 0;
      }
    }
    for (int pivot = 0; pivot < size; pivot++) {
      for (int row = pivot + 1; row < size; row++) {
        double factor = a[row][pivot] / a[pivot][pivot];
        for (int column = pivot; column < size; column++) {
          a[row][column] -= factor * a[pivot][column];
        }
        b[row] -= factor * b[pivot];
      }
    }
    for (int row = size - 1; row >= 0; row--) {
      for (int column = row + 1; column < size; column++) {
        b[row] -= a[row][column] * b[column];
      }
      b[row] /= a[row][row];
    }
    return b;
  }
}
