package dev.warder.decide;

import dev.warder.model.Denial;
import dev.warder.model.Verdict;
import java.util.List;

/// A verdict, why, and which scopes remain.
record Ruling(Verdict verdict, List<String> scopes, List<String> reasons) {
  static Ruling denial(Denial why) {
    return denial(why, List.of(why.wire()));
  }

  static Ruling denial(Denial why, List<String> reasons) {
    return new Ruling(new Verdict.Deny(why), List.of(), reasons);
  }
}
