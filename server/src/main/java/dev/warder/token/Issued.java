package dev.warder.token;

import dev.warder.model.Secret;
import dev.warder.model.Token;
import org.jspecify.annotations.Nullable;

/// A token that was made or rotated, with its secret: the only time that it is told.
///
/// @param secret absent where the call repeats an earlier one, and for imported keys
/// @param repeated whether the token is an earlier call's with the same idempotency key
public record Issued(Token token, @Nullable Secret secret, boolean repeated) {}
