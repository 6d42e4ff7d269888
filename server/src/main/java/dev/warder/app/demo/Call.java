package dev.warder.app.demo;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One scripted call.
///
/// @param status what the sample API would answer
/// @param attack the attack that it belongs to; absent for the owner's own calls
record Call(
    Instant time,
    String principal,
    String address,
    String userAgent,
    String method,
    String path,
    int status,
    @Nullable String attack)
    implements Comparable<Call> {

  @Override
  public int compareTo(Call other) {
    return time.compareTo(other.time);
  }
}
