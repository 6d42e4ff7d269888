package dev.warder.api;

import dev.warder.model.Fault;
import dev.warder.model.Token;
import dev.warder.token.LastUse;
import dev.warder.token.LastUses;
import dev.warder.token.TokenFilter;
import dev.warder.token.TokenPage;
import dev.warder.token.Tokens;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// `/v1/principals/{id}`: who it is that tokens speak for.
final class PrincipalsApi {
  private static final int MOST_TOKENS = 1000;

  private final Tokens tokens;
  private final LastUses lastUses;
  private final InstantSource clock;

  PrincipalsApi(Tokens tokens, LastUses lastUses, InstantSource clock) {
    this.tokens = tokens;
    this.lastUses = lastUses;
    this.clock = clock;
  }

  List<Operation> operations() {
    return List.of(
        Operation.read(
            "/v1/principals/{id}",
            Scopes.READ,
            Meanings.of("Shows a principal and its tokens", 200, null, "Principal"),
            this::show));
  }

  private Answer show(Asked asked) {
    String id = decoded(asked.parameter("id"));
    TokenPage page = tokens.list(new TokenFilter(id, null, null), MOST_TOKENS, null);
    if (page.tokens().isEmpty()) {
      throw new Fault.NotFound("no such principal");
    }
    asked.trail().about(id);
    Map<String, LastUse> uses =
        lastUses.of(page.tokens().stream().map(Token::id).collect(Collectors.toSet()));
    return Answer.json(
        200,
        out -> {
          out.writeStringProperty("id", id);
          out.writeStringProperty("kind", page.tokens().getFirst().principal().kind().wire());
          out.writeBooleanProperty("moreTokens", page.next() != null);
          Lists.write(
              out,
              "tokens",
              page.tokens(),
              (o, token) -> TokenJson.write(o, token, uses.get(token.id()), clock.instant()));
        });
  }

  /// Of a path's segment, in which a plus is a plus.
  private static String decoded(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new Fault.Invalid("the path is not well encoded", e);
    }
  }
}
