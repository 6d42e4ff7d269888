package dev.warder.token;

import dev.warder.model.Token;

/// A creating call that was carried out.
///
/// @param token as it is now
public record Creation(String bodyHash, Token token) {}
