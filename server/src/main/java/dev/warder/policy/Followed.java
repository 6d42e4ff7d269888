package dev.warder.policy;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the policy folder offered last, and what was wrong with it.
final class Followed {
  private volatile @Nullable String revision;
  private volatile @Nullable TestReport report;
  private volatile long rejections;

  void offered(String offered) {
    revision = offered;
  }

  boolean isOffered(String other) {
    return other.equals(revision);
  }

  void accepted() {
    report = null;
  }

  synchronized void rejected(TestReport why) {
    report = why;
    rejections++;
  }

  Optional<TestReport> report() {
    return Optional.ofNullable(report);
  }

  long rejections() {
    return rejections;
  }
}
