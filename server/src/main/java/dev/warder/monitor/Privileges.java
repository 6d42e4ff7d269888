package dev.warder.monitor;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Which of its scopes a token was seen to use, since when, and in how many calls.
final class Privileges {
  private static final int MOST = 100_000;
  private static final int MOST_SCOPES = 64;

  static final class Use {
    private long since;
    private int calls;
    private final Set<String> used = new TreeSet<>();
    boolean told;

    boolean isHabit(long now, long span, int enough) {
      return since != 0 && now - since >= span && calls >= enough;
    }

    /// What the call reaches for that was never used; empty where nothing is.
    List<String> fresh(List<String> needed) {
      return needed.stream().filter(scope -> !used.contains(scope)).toList();
    }

    List<String> unused(List<String> held) {
      List<String> unused = new ArrayList<>(held);
      unused.removeAll(used);
      return unused;
    }

    void note(Call call) {
      since = since == 0 ? call.millis() : since;
      calls++;
      var route = call.decision().route();
      if (route != null && used.size() < MOST_SCOPES) {
        used.addAll(route.scopes());
      }
    }
  }

  private final Recent<String, Use> tokens = new Recent<>(MOST, Use::new);

  Use of(Call call) {
    return tokens.of(call.tokenId());
  }
}
