package dev.warder.policy;

import dev.warder.model.Fault;
import java.util.List;

/// Finds a set of policies by how people call it.
final class History {
  private static final int SHORTEST = 6;
  private static final String DIGEST = "sha256:";

  private History() {}

  /// @param all the newest first
  /// @param which a number, a revision, or at least six digits of its beginning
  /// @throws Fault.NotFound where none is meant
  /// @throws Fault.Conflict where several different ones are
  static AppliedPolicies find(List<AppliedPolicies> all, String which) {
    String digest = which.startsWith(DIGEST) ? which : DIGEST + which;
    boolean named = digest.length() >= DIGEST.length() + SHORTEST;
    List<AppliedPolicies> found =
        all.stream()
            .filter(each ->
                which.equals(Long.toString(each.number()))
                    || (named && each.revision().startsWith(digest)))
            .toList();
    if (found.isEmpty()) {
      throw new Fault.NotFound("no kept policy is number or revision " + Problems.quote(which));
    }
    if (found.stream().map(AppliedPolicies::revision).distinct().count() > 1) {
      throw new Fault.Conflict(Problems.quote(which) + " stands for several policies; write more");
    }
    return found.getFirst();
  }
}
