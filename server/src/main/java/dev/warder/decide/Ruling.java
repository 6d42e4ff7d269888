package dev.warder.decide;

import dev.warder.model.Charge;
import dev.warder.model.Denial;
import dev.warder.model.Verdict;
import java.util.List;

/// A verdict, why, which scopes remain, and the buckets that the call was charged to.
public record Ruling(
    Verdict verdict, List<String> scopes, List<String> reasons, List<Charge> charges) {
  Ruling(Verdict verdict, List<String> scopes, List<String> reasons) {
    this(verdict, scopes, reasons, List.of());
  }

  static Ruling denial(Denial why) {
    return denial(why, List.of(why.wire()));
  }

  static Ruling denial(Denial why, List<String> reasons) {
    return new Ruling(new Verdict.Deny(why), List.of(), reasons);
  }

  Ruling charged(List<Charge> all) {
    return all.isEmpty() ? this : new Ruling(verdict, scopes, reasons, all);
  }
}
