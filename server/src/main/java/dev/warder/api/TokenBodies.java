package dev.warder.api;

import dev.warder.http.JsonObject;
import dev.warder.model.Cidr;
import dev.warder.model.Fault;
import dev.warder.model.Principal;
import dev.warder.model.PrincipalKind;
import dev.warder.model.RateLimit;
import dev.warder.model.Ties;
import dev.warder.model.Token;
import dev.warder.token.Edit;
import dev.warder.token.NewToken;
import dev.warder.token.TokenChange;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads what a token shall be, or become.
final class TokenBodies {
  private TokenBodies() {}

  static NewToken wanted(JsonObject body) {
    String kind = body.optionalText("kind");
    List<String> scopes = body.optionalTexts("scopes");
    Map<String, String> tags = body.optionalTextsByName("tags");
    List<Cidr> cidrs = cidrs(body);
    return new NewToken(
        new Principal(body.text("principal"), kind == null ? PrincipalKind.USER : kind(kind)),
        orEmpty(body.optionalText("name")),
        scopes == null ? List.of() : scopes,
        body.optionalDuration("ttl"),
        cidrs == null ? List.of() : cidrs,
        rateLimit(body),
        tags == null ? Map.of() : tags,
        Ties.to(Bindings.wanted(body)));
  }

  /// In a change, `null` takes away what may be absent.
  static TokenChange change(JsonNode json, Token before) {
    JsonObject body = JsonObject.of(json);
    refuseWhatStays(body, before);
    return new TokenChange(
        body.optionalText("name"),
        body.optionalTexts("scopes"),
        edit(json, "expiresAt", expiresAt(body)),
        body.optionalDuration("ttl"),
        cidrs(body),
        edit(json, "rateLimit", rateLimit(body)),
        body.optionalTextsByName("tags"));
  }

  static PrincipalKind kind(String wire) {
    return PrincipalKind.of(wire)
        .orElseThrow(() -> new Fault.Invalid("kind must be user, service or agent"));
  }

  /// A whole record may be sent back, but whose token it is cannot be changed by it.
  private static void refuseWhatStays(JsonObject body, Token before) {
    refuseOther(body, "id", before.id());
    refuseOther(body, "principal", before.principal().id());
    refuseOther(body, "kind", before.principal().kind().wire());
  }

  private static void refuseOther(JsonObject body, String name, String value) {
    String sent = body.optionalText(name);
    if (sent != null && !sent.equals(value)) {
      throw new Fault.Invalid(name + " cannot be changed: make another token");
    }
  }

  private static <T> Edit<T> edit(JsonNode json, String name, @Nullable T value) {
    if (value != null) {
      return new Edit.Set<>(value);
    }
    JsonNode member = json.get(name);
    return member != null && member.isNull() ? new Edit.Clear<>() : new Edit.Keep<>();
  }

  private static @Nullable Instant expiresAt(JsonObject body) {
    String text = body.optionalText("expiresAt");
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new Fault.Invalid("expiresAt must be a time such as 2026-11-23T10:00:00.000Z", e);
    }
  }

  private static @Nullable List<Cidr> cidrs(JsonObject body) {
    List<String> texts = body.optionalTexts("allowCidrs");
    if (texts == null) {
      return null;
    }
    List<Cidr> cidrs = new ArrayList<>();
    for (String text : texts) {
      String at = "allowCidrs[" + cidrs.size() + "]";
      cidrs.add(
          Cidr.parse(text)
              .orElseThrow(() -> new Fault.Invalid(at + " must be a network such as 10.0.0.0/8")));
    }
    return cidrs;
  }

  private static @Nullable RateLimit rateLimit(JsonObject body) {
    JsonObject limit = body.optionalObject("rateLimit");
    if (limit == null) {
      return null;
    }
    long requests = limit.number("requests");
    Duration per = limit.optionalDuration("per");
    if (requests < 1 || requests > Integer.MAX_VALUE || per == null || !per.isPositive()) {
      throw new Fault.Invalid("rateLimit needs requests from 1 on, and per such as PT1M");
    }
    return new RateLimit((int) requests, per);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
