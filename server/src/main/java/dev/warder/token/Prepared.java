package dev.warder.token;

import dev.warder.model.Fault;
import dev.warder.model.Token;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A change that was checked and is not made yet: journal it, then commit it.
///
/// Preparing touches nothing, so that a prepared change may be dropped. Between the two the world
/// may move on; `commit` then fails with a fault that says so, or answers what is there instead
/// (`Issued.repeated`), and the record that was written ahead tells of an attempt.
///
/// @param <R> what the caller of Warder is answered
public final class Prepared<R> {
  private final @Nullable Token before;
  private final Token after;
  private final Supplier<R> commit;

  Prepared(@Nullable Token before, Token after, Supplier<R> commit) {
    this.before = before;
    this.after = after;
    this.commit = commit;
  }

  /// Absent where the token is new.
  public @Nullable Token before() {
    return before;
  }

  /// The record as it shall be, with its id.
  public Token after() {
    return after;
  }

  /// Whether there is anything to make, and so to journal: repeating a call changes nothing.
  public boolean changes() {
    return before == null || before.version() != after.version();
  }

  /// Makes the change durable and visible to the next decision. Once; blocks for the disk.
  ///
  /// @throws Fault.Stale where the token changed since this was prepared
  /// @throws Fault.Conflict where a new token's principal has become one of another kind
  /// @throws Fault.Unprocessable where the idempotency key was used for something else meanwhile
  /// @throws Fault.Unavailable where the store cannot write
  public R commit() {
    return commit.get();
  }
}
