package dev.warder.app.settings;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/// Finds what somebody may have meant: the known word that the fewest slips of the pen turn into
/// the one given.
public final class Nearest {
  private static final int LONGEST = 40;

  private Nearest() {}

  public static Optional<String> to(String given, Collection<String> known) {
    String word = given.toLowerCase(Locale.ROOT);
    String best = null;
    int fewest = given.length() > LONGEST ? 0 : Math.max(1, given.length() / 3) + 1;
    for (String each : known) {
      int slips = distance(word, each.toLowerCase(Locale.ROOT));
      if (slips < fewest) {
        fewest = slips;
        best = each;
      }
    }
    return Optional.ofNullable(best);
  }

  /// Insertions, deletions, changes and swaps of neighbours (optimal string alignment).
  static int distance(String a, String b) {
    int[][] slips = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          slips[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int least = Math.min(slips[i - 1][j] + 1, slips[i][j - 1] + 1);
        least = Math.min(least, slips[i - 1][j - 1] + change);
        if (i > 1 && j > 1 && swapped(a, i, b, j)) {
          least = Math.min(least, slips[i - 2][j - 2] + 1);
        }
        slips[i][j] = least;
      }
    }
    return slips[a.length()][b.length()];
  }

  private static boolean swapped(String a, int i, String b, int j) {
    return a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
  }
}
