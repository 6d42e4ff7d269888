package dev.warder.policy;

import java.util.Collection;

/// Guesses what a misspelt name was meant to be.
final class Spelling {
  private static final int LONGEST = 64;

  private Spelling() {}

  /// `; did you mean X?` where one of the `known` names is close, an empty text otherwise.
  static String hint(String name, Collection<String> known) {
    String best = "";
    int least = Math.max(2, name.length() / 3) + 1;
    for (String each : known) {
      int distance = distance(name, each);
      if (distance < least || (distance == least && !best.isEmpty() && each.compareTo(best) < 0)) {
        least = distance;
        best = each;
      }
    }
    return best.isEmpty() ? "" : "; did you mean " + best + "?";
  }

  /// Damerau's and Levenshtein's distance with adjacent swaps, blind to case.
  private static int distance(String a, String b) {
    if (a.length() > LONGEST || b.length() > LONGEST) {
      return Integer.MAX_VALUE;
    }
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        d[i][j] = i == 0 ? j : j == 0 ? i : step(d, a, b, i, j);
      }
    }
    return d[a.length()][b.length()];
  }

  private static int step(int[][] d, String a, String b, int i, int j) {
    int change = same(a, i - 1, b, j - 1) ? 0 : 1;
    int least = Math.min(d[i - 1][j - 1] + change, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
    boolean swapped = i > 1 && j > 1 && same(a, i - 1, b, j - 2) && same(a, i - 2, b, j - 1);
    return swapped ? Math.min(least, d[i - 2][j - 2] + 1) : least;
  }

  private static boolean same(String a, int i, String b, int j) {
    return Character.toLowerCase(a.charAt(i)) == Character.toLowerCase(b.charAt(j));
  }
}
