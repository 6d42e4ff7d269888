package dev.warder.token;

import dev.warder.model.Cidr;
import dev.warder.model.Principal;
import dev.warder.model.RateLimit;
import dev.warder.model.Ties;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a token shall be. One that exists is acceptable: anything else is a `Fault.Invalid`.
///
/// @param name may be empty
/// @param ttl absent for a token that does not expire
/// @param allowCidrs empty for a token that is good from anywhere
public record NewToken(
    Principal principal,
    String name,
    List<String> scopes,
    @Nullable Duration ttl,
    List<Cidr> allowCidrs,
    @Nullable RateLimit rateLimit,
    Map<String, String> tags,
    Ties ties) {

  public NewToken {
    TokenRules.principal(principal.id());
    name = TokenRules.name(name);
    scopes = TokenRules.scopes(scopes);
    ttl = TokenRules.life(ttl);
    allowCidrs = TokenRules.cidrs(allowCidrs);
    rateLimit = TokenRules.rateLimit(rateLimit);
    tags = Map.copyOf(TokenRules.tags(tags));
  }

  /// A token that depends on nothing but itself.
  public NewToken(
      Principal principal,
      String name,
      List<String> scopes,
      @Nullable Duration ttl,
      List<Cidr> allowCidrs,
      @Nullable RateLimit rateLimit,
      Map<String, String> tags) {
    this(principal, name, scopes, ttl, allowCidrs, rateLimit, tags, Ties.NONE);
  }

  /// A token for anywhere and any time.
  public static NewToken of(Principal principal, String name, List<String> scopes) {
    return new NewToken(principal, name, scopes, null, List.of(), null, Map.of(), Ties.NONE);
  }

  Fingerprint fingerprint(String purpose) {
    return Fingerprint.of(purpose)
        .add(principal.id())
        .add(principal.kind().wire())
        .add(name)
        .addAll(scopes)
        .add(ttl)
        .addAll(allowCidrs)
        .add(rateLimit)
        .addAll(TokenRules.tags(tags).entrySet().stream().map(NewToken::fingerprint).toList())
        .add(ties.equals(Ties.NONE) ? null : ties);
  }

  private static String fingerprint(Map.Entry<String, String> tag) {
    return Fingerprint.of("tag").add(tag.getKey()).add(tag.getValue()).hex();
  }
}
