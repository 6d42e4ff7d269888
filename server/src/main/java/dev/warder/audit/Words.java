package dev.warder.audit;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// The words of texts: runs of letters and digits, in lower case. Of very long texts the first some
/// hundred.
final class Words {
  private static final int MOST = 300;

  private Words() {}

  static Set<String> of(List<String> texts) {
    Set<String> words = new TreeSet<>();
    for (String text : texts) {
      String lower = text.toLowerCase(Locale.ROOT);
      int from = -1;
      for (int i = 0; i <= lower.length() && words.size() < MOST; i++) {
        boolean inside = i < lower.length() && isOfWord(lower.charAt(i));
        if (inside && from < 0) {
          from = i;
        } else if (!inside && from >= 0) {
          words.add(lower.substring(from, i));
          from = -1;
        }
      }
    }
    return words;
  }

  /// Characters beyond the basic plane count as letters: most are.
  private static boolean isOfWord(char c) {
    return Character.isLetterOrDigit(c) || Character.isSurrogate(c);
  }
}
