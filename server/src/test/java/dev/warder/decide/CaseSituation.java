package dev.warder.decide;

import dev.warder.model.Address;
import dev.warder.model.Assertion;
import dev.warder.model.Assessment;
import dev.warder.model.Assurance;
import dev.warder.model.Attempt;
import dev.warder.model.CanonicalPath;
import dev.warder.model.Client;
import dev.warder.model.Context;
import dev.warder.model.Credential;
import dev.warder.model.FailureMode;
import dev.warder.model.Familiarity;
import dev.warder.model.Identity;
import dev.warder.model.LocalTime;
import dev.warder.model.NetworkClass;
import dev.warder.model.Place;
import dev.warder.model.Possession;
import dev.warder.model.Principal;
import dev.warder.model.PrincipalKind;
import dev.warder.model.RateLimit;
import dev.warder.model.Rates;
import dev.warder.model.Risk;
import dev.warder.model.RiskLevel;
import dev.warder.model.Route;
import dev.warder.model.Sensitivity;
import dev.warder.model.Situation;
import dev.warder.model.Token;
import dev.warder.model.TokenDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The situation of a case: an ordinary call, but for what the case says.
record CaseSituation(JsonNode given) {
  static final Instant NOW = Instant.parse("2026-11-23T10:15:00Z");
  private static final List<String> SCOPES =
      List.of("orders:read", "orders:write", "payments:write");

  Situation situation() {
    Identity identity = new Identity(token(), assurance());
    return new Situation(attempt(), identity, route(), context(), assessment());
  }

  private Attempt attempt() {
    JsonNode request = given.path("request");
    return new Attempt(
        NOW,
        "tok_gateway",
        new Credential.Absent(),
        request.path("method").asString("GET"),
        "https",
        request.path("host").asString("api.example.com"),
        CanonicalPath.parse(request.path("path").asString("/orders/42")),
        Address.parse(given.path("source").path("ip").asString("198.51.100.7")).orElseThrow(),
        Map.of(),
        null,
        assertion(),
        Possession.NONE);
  }

  /// What a case asserts, where it does: who wants to do what to which thing.
  private @Nullable Assertion assertion() {
    JsonNode asserted = given.path("asserted");
    return asserted.isObject()
        ? new Assertion(
            map(asserted.path("subject")),
            map(asserted.path("action")),
            map(asserted.path("resource")),
            map(asserted.path("context")))
        : null;
  }

  private static Map<String, Object> map(JsonNode thing) {
    Map<String, Object> map = new TreeMap<>();
    map.put("properties", Map.of());
    thing.properties().forEach(member -> map.put(member.getKey(), value(member.getValue())));
    return map;
  }

  private static Object value(JsonNode node) {
    if (node.isObject()) {
      Map<String, Object> map = new TreeMap<>();
      node.properties().forEach(member -> map.put(member.getKey(), value(member.getValue())));
      return map;
    }
    if (node.isNumber()) {
      return node.asLong();
    }
    return node.isBoolean() ? node.asBoolean() : node.asString();
  }

  private Token token() {
    JsonNode token = given.path("token");
    return new Token(
        "tok_1",
        new Principal("ann", PrincipalKind.USER),
        "",
        token.has("scopes") ? CaseFile.texts(token.path("scopes")) : SCOPES,
        NOW.minusSeconds(86_400),
        null,
        List.of(),
        rate(token.path("rateLimit")),
        new TreeMap<>(),
        new TokenDigest("k", new byte[32]),
        null,
        null,
        1);
  }

  private static @Nullable RateLimit rate(JsonNode node) {
    return node.isObject()
        ? new RateLimit(node.path("requests").asInt(), CaseFile.duration(node.path("per")))
        : null;
  }

  private Assurance assurance() {
    JsonNode proof = given.path("assurance");
    return proof.isObject()
        ? new Assurance(
            proof.path("level").asString(), NOW.minus(CaseFile.duration(proof.path("age"))))
        : Assurance.TOKEN_ONLY;
  }

  private Route route() {
    JsonNode scopes = given.path("route").path("scopes");
    return new Route(
        "* /**",
        scopes.isMissingNode() ? List.of("orders:read") : CaseFile.texts(scopes),
        Sensitivity.valueOf(
            given.path("route").path("sensitivity").asString("normal").toUpperCase(Locale.ROOT)),
        FailureMode.CLOSED);
  }

  private Context context() {
    Place place = new Place("DE", null, 3320, null, null, null);
    String network = given.path("source").path("network").asString("RESIDENTIAL");
    return new Context(place, NetworkClass.valueOf(network), Client.UNKNOWN, List.of());
  }

  private Assessment assessment() {
    JsonNode risk = given.path("risk");
    JsonNode rate = given.path("rate");
    String level = risk.path("level").asString("low").toUpperCase(Locale.ROOT);
    int score = risk.path("score").asInt(5);
    return new Assessment(
        new Risk(
            "m",
            0,
            0.001,
            score,
            RiskLevel.valueOf(level),
            0.9,
            risk.path("learned").asInt(1_000),
            List.of(),
            List.of()),
        new Rates(
            rate.path("perMinute").asInt(1),
            rate.path("perHour").asInt(1),
            rate.path("errors").asInt(0)),
        new Familiarity(
            given.path("source").path("countryIsNew").asBoolean(false),
            false,
            given.path("client").path("isNew").asBoolean(false)),
        new LocalTime(given.path("time").path("hour").asInt(10), 1, ZoneOffset.UTC));
  }
}
