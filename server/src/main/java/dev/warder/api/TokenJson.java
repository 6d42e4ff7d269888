package dev.warder.api;

import dev.warder.model.Binding;
import dev.warder.model.Cidr;
import dev.warder.model.Secret;
import dev.warder.model.Ties;
import dev.warder.model.Token;
import dev.warder.token.LastUse;
import dev.warder.token.TokenState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// How a token is shown: everything but its secret and what could help to guess it.
final class TokenJson {
  private TokenJson() {}

  /// The members of its object.
  static void write(JsonGenerator out, Token token, @Nullable LastUse use, TokenState state) {
    out.writeStringProperty("id", token.id());
    out.writeStringProperty("principal", token.principal().id());
    out.writeStringProperty("kind", token.principal().kind().wire());
    out.writeStringProperty("name", token.name());
    Lists.texts(out, "scopes", token.scopes());
    time(out, "createdAt", token.createdAt());
    time(out, "expiresAt", token.expiresAt());
    Lists.texts(out, "allowCidrs", token.allowCidrs().stream().map(Cidr::toString).toList());
    rateLimit(out, token);
    out.writeObjectPropertyStart("tags");
    token.tags().forEach(out::writeStringProperty);
    out.writeEndObject();
    ties(out, token.ties());
    out.writeStringProperty("state", state.wire());
    Token.Revocation revocation = token.revocation();
    time(out, "revokedAt", revocation == null ? null : revocation.at());
    text(out, "revokedReason", revocation == null ? null : revocation.reason());
    lastUsed(out, use);
    out.writeNumberProperty("version", token.version());
  }

  /// What it depends on; nothing is written for what it does not.
  private static void ties(JsonGenerator out, Ties ties) {
    Binding binding = ties.binding();
    if (binding != null) {
      out.writeStringProperty("bind", binding.way().wire());
      out.writeStringProperty("key", binding.thumbprint());
      out.writeStringProperty("bindWhen", binding.always() ? "always" : "asked");
    }
    if (!ties.parents().isEmpty()) {
      out.writeStringProperty("parent", ties.parents().getFirst());
      Lists.texts(out, "actors", ties.actors());
    }
    if (ties.calls() != null) {
      out.writeNumberProperty("calls", ties.calls());
    }
  }

  /// The only place where a secret is written, once in its life.
  static void writeSecret(JsonGenerator out, @Nullable Secret secret) {
    if (secret != null) {
      out.writeStringProperty("token", secret.reveal());
    }
  }

  private static void lastUsed(JsonGenerator out, @Nullable LastUse use) {
    if (use == null) {
      out.writeNullProperty("lastUsed");
      return;
    }
    out.writeObjectPropertyStart("lastUsed");
    time(out, "time", use.at());
    text(out, "address", use.address() == null ? null : use.address().toString());
    out.writeEndObject();
  }

  private static void rateLimit(JsonGenerator out, Token token) {
    if (token.rateLimit() == null) {
      out.writeNullProperty("rateLimit");
      return;
    }
    out.writeObjectPropertyStart("rateLimit");
    out.writeNumberProperty("requests", token.rateLimit().requests());
    out.writeStringProperty("per", token.rateLimit().per().toString());
    out.writeEndObject();
  }

  private static void text(JsonGenerator out, String name, @Nullable String value) {
    if (value == null) {
      out.writeNullProperty(name);
    } else {
      out.writeStringProperty(name, value);
    }
  }

  private static void time(JsonGenerator out, String name, @Nullable Instant time) {
    text(out, name, time == null ? null : Times.text(time));
  }
}
