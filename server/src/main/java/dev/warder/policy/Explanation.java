package dev.warder.policy;

import java.util.List;
import java.util.Map;

/// Why a call was judged as it was: what became of every rule, and which changes of signals would
/// have let it pass.
///
/// @param rules in the order in which they are judged
/// @param wouldAllow the smallest changes that would have let the call pass, the likeliest first:
///   all changes of one are needed together; none where the call passed, or where no small change
///   would do
public record Explanation(List<Account> rules, List<List<String>> wouldAllow) {
  public Explanation {
    rules = List.copyOf(rules);
    wouldAllow = wouldAllow.stream().map(List::copyOf).toList();
  }

  /// What became of one rule.
  public enum Outcome {
    MATCHED("matched"),
    /// One condition short of matching.
    NEARLY("nearly"),
    NOT("no"),
    /// It failed, and so denied.
    FAILED("failed");

    private final String wire;

    Outcome(String wire) {
      this.wire = wire;
    }

    public String wire() {
      return wire;
    }
  }

  /// @param policy the file that it stands in
  /// @param parts its conditions one by one: those that decided, of a rule that did not match those
  ///   that were missing
  public record Account(String policy, String rule, Outcome outcome, List<Part> parts) {
    public Account {
      parts = List.copyOf(parts);
    }
  }

  /// A condition without `&&`, `||` and `!`.
  ///
  /// @param holds true, false, or `failed`
  /// @param values of the variables in it, as they read
  public record Part(String text, String holds, Map<String, String> values) {}
}
