package dev.warder.token;

import dev.warder.model.Binding;
import dev.warder.model.Cidr;
import dev.warder.model.Fault;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a child of a token shall be. What is absent is as its parent has it.
///
/// @param ttl absent for a quarter of an hour; never past the parent's end
/// @param calls how many it is good for; absent for any number
/// @param binding a key for a child of a token that belongs to none
public record ChildRequest(
    @Nullable List<String> scopes,
    @Nullable Duration ttl,
    @Nullable List<Cidr> allowCidrs,
    @Nullable Integer calls,
    @Nullable Binding binding) {
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final int MOST_CALLS = 1_000_000;

  public ChildRequest {
    if (ttl != null && (!ttl.isPositive() || ttl.compareTo(LONGEST) > 0)) {
      throw new Fault.Invalid("a child lives for an hour at most");
    }
    if (calls != null && (calls < 1 || calls > MOST_CALLS)) {
      throw new Fault.Invalid("calls must be 1 to " + MOST_CALLS);
    }
  }
}
