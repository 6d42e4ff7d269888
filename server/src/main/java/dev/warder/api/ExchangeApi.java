package dev.warder.api;

import dev.warder.decide.Callers;
import dev.warder.model.Binding;
import dev.warder.model.Cidr;
import dev.warder.model.Credential;
import dev.warder.model.Fault;
import dev.warder.model.Identity;
import dev.warder.model.Secret;
import dev.warder.model.Token;
import dev.warder.model.Verification;
import dev.warder.token.ChildRequest;
import dev.warder.token.Issued;
import dev.warder.token.Prepared;
import dev.warder.token.Thumbprints;
import dev.warder.token.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// `POST /oauth2/token`: a token is exchanged for a child of it (RFC 8693).
///
/// A subject token that is named and not good fails the exchange: what the caller is itself never
/// stands in for it (CVE-2026-9704).
final class ExchangeApi {
  static final String GRANT = "urn:ietf:params:oauth:grant-type:token-exchange";
  private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

  private final Callers callers;
  private final Tokens tokens;

  ExchangeApi(Callers callers, Tokens tokens) {
    this.callers = callers;
    this.tokens = tokens;
  }

  List<Operation> operations() {
    return List.of(
        new Operation(
            "POST",
            OAuthMetadata.TOKEN,
            "",
            true,
            Meanings.of(
                "Exchanges a token for a short-lived child of it",
                200,
                "ExchangeForm",
                "Exchanged"),
            this::exchange));
  }

  private Answer exchange(Asked asked) {
    Form form = asked.form();
    requireExchange(form);
    Token own = tokens.find(asked.caller().tokenId());
    Token subject = named(form, "subject_token", asked);
    Token actor = actor(form, asked, subject, own);
    Prepared<Issued> prepared = tokens.exchange(subject, actor, wanted(form));
    Token planned = prepared.after();
    asked.trail().ahead("token.exchanged", planned.id(), TokenRecords.whole(planned));
    Issued issued = prepared.commit();
    return Answer.json(200, out -> write(out, issued));
  }

  private static void requireExchange(Form form) {
    if (!GRANT.equals(form.text("grant_type"))) {
      throw new Fault.Invalid("grant_type must be " + GRANT);
    }
    requireType(form.text("subject_token_type"));
    String wanted = form.optional("requested_token_type");
    if (wanted != null) {
      requireType(wanted);
    }
    if (form.optional("audience") != null || form.optional("resource") != null) {
      throw new Fault.Invalid(
          "audience and resource are not supported: every token is for one API");
    }
  }

  private static void requireType(String type) {
    if (!ACCESS_TOKEN.equals(type)) {
      throw new Fault.Invalid("tokens must be of type " + ACCESS_TOKEN);
    }
  }

  private Token named(Form form, String name, Asked asked) {
    Credential shown = Credential.of(form.text(name));
    return switch (callers.about(shown, asked.call().peer())) {
      case Verification.Verified(Identity known) -> known.token();
      case Verification.Refused refused -> throw new Fault.Invalid(name + " is not good");
    };
  }

  /// Whoever exchanges what is not its own shows its own token as the actor's, and is recorded. A
  /// token that belongs to a key is exchanged only by who has just shown that key.
  private @Nullable Token actor(Form form, Asked asked, Token subject, Token own) {
    Binding binding = subject.ties().binding();
    boolean isItself = subject.id().equals(own.id());
    if (!isItself && binding != null && binding.always()) {
      throw new Fault.Invalid(
          "subject_token belongs to a key: it exchanges itself, or nobody does");
    }
    if (form.optional("actor_token") == null) {
      if (!subject.principal().id().equals(own.principal().id())) {
        throw new Fault.Invalid("actor_token is missing: subject_token is somebody else's");
      }
      return null;
    }
    requireType(form.text("actor_token_type"));
    if (!named(form, "actor_token", asked).id().equals(own.id())) {
      throw new Fault.Invalid("actor_token is not the one that you prove yourself with");
    }
    return subject.principal().id().equals(own.principal().id()) ? null : own;
  }

  private static ChildRequest wanted(Form form) {
    String scope = form.optional("scope");
    Long seconds = number(form, "expires_in");
    Long calls = number(form, "calls");
    String key = form.optional("dpop_jkt");
    return new ChildRequest(
        scope == null ? null : List.of(scope.strip().split(" +")),
        seconds == null ? null : Duration.ofSeconds(seconds),
        cidrs(form.optional("allow_cidrs")),
        calls == null ? null : calls.intValue(),
        key == null
            ? null
            : new Binding(
                Binding.Way.DPOP, Thumbprints.ofText(Binding.Way.DPOP, key), true, false));
  }

  private static @Nullable Long number(Form form, String name) {
    String text = form.optional(name);
    if (text == null) {
      return null;
    }
    if (!text.matches("[0-9]{1,9}")) {
      throw new Fault.Invalid(name + " must be a whole number");
    }
    return Long.valueOf(text);
  }

  private static @Nullable List<Cidr> cidrs(@Nullable String text) {
    if (text == null) {
      return null;
    }
    List<Cidr> cidrs = new ArrayList<>();
    for (String each : text.strip().split(" +")) {
      cidrs.add(
          Cidr.parse(each)
              .orElseThrow(
                  () -> new Fault.Invalid("allow_cidrs holds something else than networks")));
    }
    return cidrs;
  }

  private static void write(JsonGenerator out, Issued issued) {
    Token token = issued.token();
    Secret secret = issued.secret();
    if (secret == null) {
      throw new IllegalStateException("a new token has a secret");
    }
    Binding binding = token.ties().binding();
    boolean dpop = binding != null && binding.way() == Binding.Way.DPOP && binding.always();
    out.writeStringProperty("access_token", secret.reveal());
    out.writeStringProperty("issued_token_type", ACCESS_TOKEN);
    out.writeStringProperty("token_type", dpop ? "DPoP" : "Bearer");
    Instant end = token.expiresAt();
    if (end != null) {
      Duration left = Duration.between(token.createdAt(), end);
      out.writeNumberProperty("expires_in", left.toSeconds());
    }
    out.writeStringProperty("scope", String.join(" ", token.scopes()));
    out.writeStringProperty("token_id", token.id());
  }
}
