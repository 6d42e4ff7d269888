package dev.warder.replay;

import java.util.ArrayList;
import java.util.List;

/// What came of computing every decision of a journal again. For one thread.
public final class Findings {
  private static final int MOST = 1_000;

  /// A decision that comes out otherwise than it was recorded.
  public record Mismatch(long seq, String id, List<String> differences) {
    public Mismatch {
      differences = List.copyOf(differences);
    }
  }

  private final List<Mismatch> mismatches = new ArrayList<>();
  private long matching;
  private long wrong;
  private long failed;
  private long sealed;
  private long unknown;

  void matches(boolean deciding) {
    if (deciding) {
      matching++;
    } else {
      failed++;
    }
  }

  void wrong(Mismatch mismatch) {
    wrong++;
    if (mismatches.size() < MOST) {
      mismatches.add(mismatch);
    }
  }

  void sealed() {
    sealed++;
  }

  void unknown() {
    unknown++;
  }

  void add(Findings next) {
    matching += next.matching;
    failed += next.failed;
    sealed += next.sealed;
    unknown += next.unknown;
    wrong += next.wrong;
    next.mismatches.stream().limit(MOST - mismatches.size()).forEach(mismatches::add);
  }

  /// Nothing comes out otherwise, and something comes out at all where there is anything: a journal
  /// of which nothing can be computed again proves nothing.
  public boolean passed() {
    return wrong == 0 && !provesNothing();
  }

  /// Whether there are decisions, none of which could be computed for want of what was in force.
  public boolean provesNothing() {
    return unknown > 0 && matching + failed + wrong == 0;
  }

  /// Decisions that come out the same, bit for bit.
  public long matching() {
    return matching;
  }

  /// Decisions that deny because deciding failed or came too late; score and rules are the same.
  public long failed() {
    return failed;
  }

  /// Decisions whose personal fields are sealed: nobody can compute them again.
  public long sealedCount() {
    return sealed;
  }

  /// Decisions of which the journal does not hold any more what was in force.
  public long unknownCount() {
    return unknown;
  }

  public long wrongCount() {
    return wrong;
  }

  public long decisions() {
    return matching + failed + sealed + unknown + wrong;
  }

  /// The first thousand.
  public List<Mismatch> mismatches() {
    return List.copyOf(mismatches);
  }
}
