package dev.warder.api;

import dev.warder.audit.Ledger;
import dev.warder.decide.Caller;
import dev.warder.model.Fault;
import dev.warder.model.Principal;
import dev.warder.model.Token;
import dev.warder.risk.Portrait;
import dev.warder.risk.RiskEngine;
import dev.warder.token.LastUse;
import dev.warder.token.LastUses;
import dev.warder.token.Principals;
import dev.warder.token.Standing;
import dev.warder.token.TokenFilter;
import dev.warder.token.TokenPage;
import dev.warder.token.Tokens;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// `/v1/principals/{id}`: who it is that tokens speak for.
final class PrincipalsApi {
  private static final int MOST_TOKENS = 1000;

  private final Tokens tokens;
  private final Principals principals;
  private final LastUses lastUses;
  private final RiskEngine risk;
  private final Ledger ledger;
  private final Erasure erasure;

  PrincipalsApi(
      Tokens tokens,
      Principals principals,
      LastUses lastUses,
      RiskEngine risk,
      Ledger ledger,
      Erasure erasure) {
    this.erasure = erasure;
    this.tokens = tokens;
    this.principals = principals;
    this.lastUses = lastUses;
    this.risk = risk;
    this.ledger = ledger;
  }

  List<Operation> operations() {
    return List.of(
        Operation.read(
            "/v1/principals/{id}",
            Scopes.READ,
            Meanings.of("Shows a principal and its tokens", 200, null, "Principal"),
            this::show),
        Operation.change(
            "POST",
            "/v1/principals/{id}/forget",
            Caller.ADMIN,
            Meanings.of(
                "Forgets a principal: its profile, and what is sealed of it in records",
                200,
                null,
                Schemas.FORGOTTEN),
            this::forget));
  }

  private Answer show(Asked asked) {
    String id = decoded(asked.parameter("id"));
    TokenPage page = tokens.list(new TokenFilter(id, null, null), MOST_TOKENS, null);
    Standing standing = principals.find(id).orElse(null);
    if (page.tokens().isEmpty() && standing == null) {
      throw new Fault.NotFound("no such principal");
    }
    asked.trail().about(id);
    Map<String, LastUse> uses =
        lastUses.of(page.tokens().stream().map(Token::id).collect(Collectors.toSet()));
    Principal principal = page.tokens().isEmpty() ? null : page.tokens().getFirst().principal();
    Portrait profile = principal == null ? null : risk.portrait(principal).orElse(null);
    return Answer.json(
        200,
        out -> {
          out.writeStringProperty("id", id);
          if (principal != null) {
            out.writeStringProperty("kind", principal.kind().wire());
          }
          StandingsApi.write(out, standing);
          if (profile != null) {
            ProfileJson.write(out, profile);
          }
          out.writeBooleanProperty("moreTokens", page.next() != null);
          Lists.write(
              out,
              "tokens",
              page.tokens(),
              (o, token) ->
                  TokenJson.write(o, token, uses.get(token.id()), tokens.state(token, principals)));
        });
  }

  /// Whether or not it has tokens still: who left shall be forgotten too.
  private Answer forget(Asked asked) {
    String id = decoded(asked.parameter("id"));
    boolean known = Forgetting.named(id).stream().anyMatch(each -> risk.portrait(each).isPresent());
    var written =
        ledger.append(
            Forgetting.KIND,
            asked.caller().principal(),
            id,
            asked.trail().signed(Map.of()),
            seq -> Forgetting.named(id).forEach(each -> risk.forget(each, seq)));
    Ledger.durable(written);
    asked.trail().told();
    Optional<String> pseudonym = erasure.erase(id);
    return Answer.json(
        200,
        out -> {
          out.writeStringProperty("id", id);
          out.writeBooleanProperty("hadProfile", known);
          out.writeBooleanProperty("recordsUnreadable", pseudonym.isPresent());
          if (pseudonym.isPresent()) {
            out.writeStringProperty("pseudonym", pseudonym.get());
          } else {
            out.writeNullProperty("pseudonym");
          }
        });
  }

  /// Of a path's segment, in which a plus is a plus.
  static String decoded(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new Fault.Invalid("the path is not well encoded", e);
    }
  }
}
