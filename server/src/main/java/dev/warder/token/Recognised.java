package dev.warder.token;

import dev.warder.model.Token;
import dev.warder.model.TokenDigest;

/// A token, and the digest that it was recognised by: of its secret, or of the one before.
record Recognised(Token token, TokenDigest by) {}
