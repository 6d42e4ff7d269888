package dev.warder.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How sure we are that the right one holds the token, and since when.
///
/// @param level an `acr` value; `token` where nothing but the token was shown
/// @param since when the proof was given; absent where there was none
public record Assurance(String level, @Nullable Instant since) {
  public static final Assurance TOKEN_ONLY = new Assurance("token", null);
}
