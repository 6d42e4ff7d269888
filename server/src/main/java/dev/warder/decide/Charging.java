package dev.warder.decide;

import dev.warder.model.RateLimit;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Charges calls to buckets, one for each rule and holder.
interface Charging {
  /// @param pause nothing where there was room; otherwise the time until there will be
  /// @param due when the bucket would have been empty, as the call found it
  record Charged(Duration pause, @Nullable Instant due) {}

  Charged charge(String rule, String holder, RateLimit limit, Instant now);
}
