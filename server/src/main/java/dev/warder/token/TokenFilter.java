package dev.warder.token;

import dev.warder.model.PrincipalKind;
import dev.warder.model.Token;
import org.jspecify.annotations.Nullable;

/// Which tokens to list: those that match every part that is given.
public record TokenFilter(
    @Nullable String principal, @Nullable PrincipalKind kind, @Nullable Tag tag) {
  public static final TokenFilter ALL = new TokenFilter(null, null, null);

  /// @param value absent for any
  public record Tag(String key, @Nullable String value) {}

  public boolean matches(Token token) {
    return (principal == null || principal.equals(token.principal().id()))
        && (kind == null || kind == token.principal().kind())
        && (tag == null || carries(token, tag));
  }

  private static boolean carries(Token token, Tag tag) {
    String value = token.tags().get(tag.key());
    return value != null && (tag.value() == null || tag.value().equals(value));
  }

  /// Names this filter, so that a cursor is good for the list that it was made for only.
  String fingerprint() {
    return Fingerprint.of("filter")
        .add(principal)
        .add(kind == null ? null : kind.wire())
        .add(tag == null ? null : tag.key())
        .add(tag == null ? null : tag.value())
        .hex();
  }
}
