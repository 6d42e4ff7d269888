package dev.warder.model;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What became of a call that was let through.
///
/// @param time when the call was made
public record Outcome(
    String decisionId,
    Instant time,
    String tokenId,
    int status,
    @Nullable Long bytes,
    @Nullable Duration duration) {
  public boolean isError() {
    return status >= 400;
  }
}
