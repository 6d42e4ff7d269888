package dev.warder.api;

import dev.warder.decide.Caller;
import dev.warder.decide.Callers;
import dev.warder.http.Links;
import dev.warder.model.Address;
import dev.warder.model.Binding;
import dev.warder.model.Credential;
import dev.warder.model.Fault;
import dev.warder.model.Identity;
import dev.warder.model.Token;
import dev.warder.model.Verification;
import dev.warder.token.Prepared;
import dev.warder.token.Tokens;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// `/oauth2/introspect` (RFC 7662) and `/oauth2/revoke` (RFC 7009).
///
/// Of a token that is not good, or that the caller may not know of, an introspection says
/// `{"active":false}` and nothing else, whichever of these it is.
final class OAuthApi {
  private static final String REASON = "revoked over OAuth";

  private final Callers callers;
  private final Tokens tokens;
  private final Links links;

  OAuthApi(Callers callers, Tokens tokens, Links links) {
    this.callers = callers;
    this.tokens = tokens;
    this.links = links;
  }

  List<Operation> operations() {
    return List.of(
        new Operation(
            "POST",
            OAuthMetadata.INTROSPECT,
            "",
            false,
            Meanings.of("Says what a token is worth", 200, "IntrospectionForm", "Introspection"),
            this::introspect),
        new Operation(
            "POST",
            OAuthMetadata.REVOKE,
            "",
            true,
            Meanings.of("Ends a token for good (RFC 7009)", 200, "RevocationForm", null),
            this::revoke));
  }

  private Answer introspect(Asked asked) {
    Form form = asked.form();
    Credential credential = Credential.of(form.text("token"));
    return switch (callers.about(credential, source(form))) {
      case Verification.Verified(Identity known) when mayKnow(asked.caller(), known.token()) -> {
        asked.trail().about(known.token().id());
        yield Answer.json(200, out -> describe(out, known, links.base(asked.call())));
      }
      case Verification.Verified kept -> inactive();
      case Verification.Refused refused -> inactive();
    };
  }

  private static Answer inactive() {
    return Answer.json(200, out -> out.writeBooleanProperty("active", false));
  }

  /// Those who guard something, those who may read of all tokens, and whoever it speaks for.
  private static boolean mayKnow(Caller caller, Token token) {
    return caller.has(Caller.DECIDE) || caller.has(Scopes.READ) || isTheirs(caller, token);
  }

  private static boolean isTheirs(Caller caller, Token token) {
    return token.principal().id().equals(caller.principal());
  }

  /// Where the token was shown, as far as its guard knows: a token that is bound to networks is
  /// good there alone, and where nothing is said nowhere.
  private static @Nullable Address source(Form form) {
    String text = form.optional("source_ip");
    return text == null
        ? null
        : Address.parse(text).orElseThrow(() -> new Fault.Invalid("source_ip is no address"));
  }

  private static void describe(JsonGenerator out, Identity known, String issuer) {
    Token token = known.token();
    out.writeBooleanProperty("active", true);
    out.writeStringProperty("scope", String.join(" ", token.scopes()));
    out.writeStringProperty("client_id", token.id());
    out.writeStringProperty("username", token.principal().id());
    Binding binding = token.ties().binding();
    boolean dpop = binding != null && binding.always() && binding.way() == Binding.Way.DPOP;
    out.writeStringProperty("token_type", dpop ? "DPoP" : "Bearer");
    confirmation(out, binding);
    actors(out, token.ties().actors());
    time(out, "exp", token.expiresAt());
    time(out, "iat", token.createdAt());
    out.writeStringProperty("sub", token.principal().id());
    out.writeStringProperty("iss", issuer);
    out.writeStringProperty("jti", token.id());
    out.writeStringProperty("acr", known.assurance().level());
    time(out, "auth_time", known.assurance().since());
    out.writeStringProperty("principal_kind", token.principal().kind().wire());
  }

  /// RFC 7800: whoever asks has to check that the caller holds this key.
  private static void confirmation(JsonGenerator out, @Nullable Binding binding) {
    if (binding != null && binding.always()) {
      out.writeObjectPropertyStart("cnf");
      String name = binding.way() == Binding.Way.DPOP ? "jkt" : "x5t#S256";
      out.writeStringProperty(name, binding.thumbprint());
      out.writeEndObject();
    }
  }

  /// RFC 8693 section 4.1: the nearest outermost.
  private static void actors(JsonGenerator out, List<String> actors) {
    for (String actor : actors) {
      out.writeObjectPropertyStart("act");
      out.writeStringProperty("sub", actor);
    }
    actors.forEach(actor -> out.writeEndObject());
  }

  private static void time(JsonGenerator out, String name, @Nullable Instant time) {
    if (time != null) {
      out.writeNumberProperty(name, time.getEpochSecond());
    }
  }

  /// Whoever shows a token that is their own, or who may manage all, ends it. A token that is not
  /// good is ended already (RFC 7009 section 2.2).
  private Answer revoke(Asked asked) {
    Token token = recognised(Credential.of(asked.form().text("token")));
    if (token != null) {
      if (!isTheirs(asked.caller(), token)) {
        asked.caller().require(Caller.ADMIN);
      }
      Prepared<Token> prepared = tokens.revoke(token.id(), REASON);
      if (prepared.changes()) {
        Map<String, Object> details = Map.of("principal", token.principal().id(), "reason", REASON);
        asked.trail().ahead("token.revoked", token.id(), details);
      }
      prepared.commit();
    }
    return Answer.json(200, out -> {});
  }

  /// Wherever it is shown: a token that is bound to networks can be ended from anywhere.
  private @Nullable Token recognised(Credential credential) {
    return switch (callers.about(credential, null)) {
      case Verification.Verified(Identity known) -> known.token();
      case Verification.Refused refused -> refused.token();
    };
  }
}
