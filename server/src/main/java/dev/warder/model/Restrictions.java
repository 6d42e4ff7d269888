package dev.warder.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What remains of a token's reach. An absent part is not narrowed.
///
/// @param scopes patterns with `*`, for example `*:read`
/// @param methods upper case
/// @param routes route patterns
public record Restrictions(
    @Nullable List<String> scopes,
    @Nullable List<String> methods,
    @Nullable List<String> routes,
    @Nullable RateLimit rate) {
  public static final Restrictions NONE = new Restrictions(null, null, null, null);
}
