package dev.warder.token;

import dev.warder.model.Fault;

/// A name that a caller gave to one creating call, to be able to repeat it without creating twice.
///
/// @param caller the calling principal: keys of different callers never meet
public record IdempotencyKey(String caller, String value) {
  private static final int LONGEST = 255;

  public IdempotencyKey {
    boolean visible = value.chars().allMatch(c -> c > 0x20 && c < 0x7F);
    if (value.isEmpty() || value.length() > LONGEST || !visible) {
      throw new Fault.Invalid(
          "an Idempotency-Key has 1 to " + LONGEST + " visible ASCII characters");
    }
  }
}
