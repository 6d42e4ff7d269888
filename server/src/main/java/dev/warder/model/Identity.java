package dev.warder.model;

/// A verified credential: the token behind it and what it has proven.
public record Identity(Token token, Assurance assurance) {
  public Principal principal() {
    return token.principal();
  }
}
