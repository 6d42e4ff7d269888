package dev.warder.api;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Short ways to say what an operation means.
final class Meanings {
  private Meanings() {}

  static Operation.Meaning of(
      String summary, int status, @Nullable String takes, @Nullable String gives) {
    return new Operation.Meaning(summary, status, takes, gives, List.of());
  }

  static Operation.Meaning asking(String summary, @Nullable String gives, String... query) {
    return new Operation.Meaning(summary, 200, null, gives, List.of(query));
  }

  static Operation.Meaning list(String summary, String gives, String... filters) {
    List<String> query = new ArrayList<>(List.of(filters));
    query.add("limit");
    query.add("cursor");
    return new Operation.Meaning(summary, 200, null, gives, query);
  }
}
