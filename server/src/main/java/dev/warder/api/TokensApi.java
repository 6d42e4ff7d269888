package dev.warder.api;

import dev.warder.decide.Caller;
import dev.warder.http.JsonObject;
import dev.warder.model.PrincipalKind;
import dev.warder.model.Token;
import dev.warder.token.IdempotencyKey;
import dev.warder.token.Issued;
import dev.warder.token.LastUse;
import dev.warder.token.LastUses;
import dev.warder.token.NewToken;
import dev.warder.token.Prepared;
import dev.warder.token.Principals;
import dev.warder.token.TokenChange;
import dev.warder.token.TokenFilter;
import dev.warder.token.TokenPage;
import dev.warder.token.TokenState;
import dev.warder.token.Tokens;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// `/v1/tokens`: making, finding, changing, rotating, revoking.
final class TokensApi {
  private static final String ONE = "/v1/tokens/{id}";

  private final Tokens tokens;
  private final Principals principals;
  private final LastUses lastUses;

  TokensApi(Tokens tokens, Principals principals, LastUses lastUses) {
    this.tokens = tokens;
    this.principals = principals;
    this.lastUses = lastUses;
  }

  List<Operation> operations() {
    return List.of(
        Operation.change(
            "POST",
            "/v1/tokens",
            Caller.ADMIN,
            Meanings.of(
                "Makes a token, or takes over a key by its SHA-256", 201, "NewToken", "Token"),
            this::create),
        Operation.change(
            "POST",
            "/v1/tokens/import",
            Caller.ADMIN,
            Meanings.of("Takes over a key by its SHA-256", 201, "NewToken", "Token"),
            this::importKey),
        Operation.read(
            "/v1/tokens",
            Scopes.READ,
            Meanings.list("Lists tokens", "Tokens", "principal", "kind", "tag"),
            this::list),
        Operation.read(
            ONE, Scopes.READ, Meanings.of("Shows a token", 200, null, "Token"), this::show),
        Operation.change(
            "PATCH",
            ONE,
            Caller.ADMIN,
            Meanings.of("Changes a token", 200, "TokenChange", "Token"),
            this::change),
        Operation.change(
            "POST",
            ONE + "/rotate",
            Caller.ADMIN,
            Meanings.of("Gives a token a new secret", 200, "Rotation", "Token"),
            this::rotate),
        Operation.change(
            "POST",
            ONE + "/revoke",
            Caller.ADMIN,
            Meanings.of("Ends a token for good", 200, "Revocation", "Token"),
            this::revoke));
  }

  private Answer create(Asked asked) {
    JsonObject body = asked.object();
    return body.has("sha256") ? importKey(asked, body) : make(asked, body, null);
  }

  private Answer importKey(Asked asked) {
    return importKey(asked, asked.object());
  }

  private Answer importKey(Asked asked, JsonObject body) {
    return make(asked, body, body.text("sha256"));
  }

  private Answer make(Asked asked, JsonObject body, @Nullable String sha256) {
    NewToken wanted = TokenBodies.wanted(body);
    Scopes.requireToGrant(asked.caller(), wanted.scopes());
    IdempotencyKey key = key(asked);
    Prepared<Issued> prepared =
        sha256 == null ? tokens.create(wanted, key) : tokens.importKey(wanted, sha256, key);
    Token planned = prepared.after();
    if (prepared.changes()) {
      String kind = sha256 == null ? "token.created" : "token.imported";
      asked.trail().ahead(kind, planned.id(), TokenRecords.whole(planned));
    }
    Issued issued = prepared.commit();
    if (prepared.changes() && issued.repeated()) {
      asked.trail().insteadOf(planned.id(), "an equal call had just made " + issued.token().id());
    }
    Answer answer = answer(201, issued).with("location", "/v1/tokens/" + issued.token().id());
    return issued.repeated() ? answer.with("idempotent-replayed", "true") : answer;
  }

  private static @Nullable IdempotencyKey key(Asked asked) {
    String value = asked.header("idempotency-key");
    return value == null ? null : new IdempotencyKey(asked.caller().principal(), value);
  }

  private Answer list(Asked asked) {
    TokenPage page = tokens.list(filter(asked), asked.limit(), asked.query("cursor"));
    Map<String, LastUse> uses = uses(page);
    return Lists.answer(
        page.tokens(),
        page.next(),
        (out, token) -> TokenJson.write(out, token, uses.get(token.id()), state(token)));
  }

  private Map<String, LastUse> uses(TokenPage page) {
    return lastUses.of(page.tokens().stream().map(Token::id).collect(Collectors.toSet()));
  }

  private static TokenFilter filter(Asked asked) {
    String kind = asked.query("kind");
    @Nullable PrincipalKind wanted = kind == null ? null : TokenBodies.kind(kind);
    return new TokenFilter(asked.query("principal"), wanted, tag(asked.query("tag")));
  }

  private static TokenFilter.@Nullable Tag tag(@Nullable String text) {
    if (text == null) {
      return null;
    }
    int equals = text.indexOf('=');
    return equals < 0
        ? new TokenFilter.Tag(text, null)
        : new TokenFilter.Tag(text.substring(0, equals), text.substring(equals + 1));
  }

  private Answer show(Asked asked) {
    return answer(tokens.find(asked.parameter("id")));
  }

  private Answer change(Asked asked) {
    Token before = tokens.find(asked.parameter("id"));
    TokenChange change = TokenBodies.change(asked.json(), before);
    Scopes.requireToGrant(asked.caller(), before.scopes());
    if (change.scopes() != null) {
      Scopes.requireToGrant(asked.caller(), change.scopes());
    }
    boolean expected = Etags.isExpected(asked, Long.toString(before.version()));
    Prepared<Token> prepared =
        tokens.change(before.id(), change, expected ? before.version() : null);
    Token planned = prepared.after();
    if (prepared.changes()) {
      Token seen = prepared.before() == null ? before : prepared.before();
      asked.trail().ahead("token.changed", planned.id(), TokenRecords.difference(seen, planned));
    }
    return answer(prepared.commit());
  }

  private Answer rotate(Asked asked) {
    Token before = tokens.find(asked.parameter("id"));
    Duration asks = asked.optionalObject().optionalDuration("grace");
    Duration grace = asks == null ? Duration.ZERO : asks;
    Scopes.requireToGrant(asked.caller(), before.scopes());
    Prepared<Issued> prepared = tokens.rotate(before.id(), grace);
    Map<String, Object> details =
        Map.of(
            "principal", before.principal().id(),
            "grace", grace.toString(),
            "version", prepared.after().version());
    asked.trail().ahead("token.rotated", before.id(), details);
    return answer(200, prepared.commit());
  }

  private Answer revoke(Asked asked) {
    Token before = tokens.find(asked.parameter("id"));
    String said = asked.optionalObject().optionalText("reason");
    String reason = said == null ? "" : said;
    Prepared<Token> prepared = tokens.revoke(before.id(), reason);
    if (prepared.changes()) {
      Map<String, Object> details = Map.of("principal", before.principal().id(), "reason", reason);
      asked.trail().ahead("token.revoked", before.id(), details);
    }
    return answer(prepared.commit());
  }

  private TokenState state(Token token) {
    return tokens.state(token, principals);
  }

  private Answer answer(Token token) {
    LastUse use = lastUses.of(Set.of(token.id())).get(token.id());
    Answer answer = Answer.json(200, out -> TokenJson.write(out, token, use, state(token)));
    return answer.with("etag", Etags.of(Long.toString(token.version())));
  }

  private Answer answer(int status, Issued issued) {
    Token token = issued.token();
    Answer answer =
        Answer.json(
            status,
            out -> {
              TokenJson.write(out, token, null, state(token));
              TokenJson.writeSecret(out, issued.secret());
            });
    return answer.with("etag", Etags.of(Long.toString(token.version())));
  }
}
