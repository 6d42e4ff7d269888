package dev.warder.token;

import dev.warder.model.Token;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part of a list of tokens.
///
/// @param next where the next part begins; absent at the end
public record TokenPage(List<Token> tokens, @Nullable String next) {
  public TokenPage {
    tokens = List.copyOf(tokens);
  }
}
