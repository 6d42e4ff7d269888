package dev.warder.token;

import dev.warder.model.Cidr;
import dev.warder.model.Fault;
import dev.warder.model.RateLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which parts of a token shall change, and into what. An absent part stays as it is.
///
/// Principal, kind and revocation cannot be changed. What is not acceptable is a `Fault.Invalid`.
///
/// @param ttl from now on; instead of `expiresAt`, not beside it
public record TokenChange(
    @Nullable String name,
    @Nullable List<String> scopes,
    Edit<Instant> expiresAt,
    @Nullable Duration ttl,
    @Nullable List<Cidr> allowCidrs,
    Edit<RateLimit> rateLimit,
    @Nullable Map<String, String> tags) {
  public static final TokenChange NOTHING =
      new TokenChange(null, null, new Edit.Keep<>(), null, null, new Edit.Keep<>(), null);

  public TokenChange {
    if (ttl != null && !(expiresAt instanceof Edit.Keep)) {
      throw new Fault.Invalid("give either ttl or expiresAt");
    }
    name = name == null ? null : TokenRules.name(name);
    scopes = scopes == null ? null : TokenRules.scopes(scopes);
    ttl = TokenRules.life(ttl);
    allowCidrs = allowCidrs == null ? null : TokenRules.cidrs(allowCidrs);
    if (rateLimit instanceof Edit.Set<RateLimit>(RateLimit limit)) {
      TokenRules.rateLimit(limit);
    }
    tags = tags == null ? null : Map.copyOf(TokenRules.tags(tags));
  }

  /// Whether nothing but name and tags changes, which gives no power.
  boolean isNameOnly() {
    return scopes == null
        && expiresAt instanceof Edit.Keep
        && ttl == null
        && allowCidrs == null
        && rateLimit instanceof Edit.Keep;
  }
}
