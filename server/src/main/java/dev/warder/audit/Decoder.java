package dev.warder.audit;

import dev.warder.model.Action;
import dev.warder.model.Address;
import dev.warder.model.Assertion;
import dev.warder.model.Assessment;
import dev.warder.model.Assurance;
import dev.warder.model.Attempt;
import dev.warder.model.CanonicalPath;
import dev.warder.model.Cidr;
import dev.warder.model.Client;
import dev.warder.model.Context;
import dev.warder.model.Credential;
import dev.warder.model.Decision;
import dev.warder.model.Factor;
import dev.warder.model.FailureMode;
import dev.warder.model.Familiarity;
import dev.warder.model.Identity;
import dev.warder.model.LocalTime;
import dev.warder.model.NetworkClass;
import dev.warder.model.Place;
import dev.warder.model.Possession;
import dev.warder.model.Principal;
import dev.warder.model.PrincipalKind;
import dev.warder.model.Rates;
import dev.warder.model.Refusal;
import dev.warder.model.Risk;
import dev.warder.model.RiskLevel;
import dev.warder.model.Route;
import dev.warder.model.Sensitivity;
import dev.warder.model.Token;
import dev.warder.model.TokenDigest;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads a recorded decision back. What is never recorded stays out: the credential is absent, the
/// query gone, the token's digest empty.
final class Decoder {
  private static final TokenDigest UNKNOWN_DIGEST = new TokenDigest("", new byte[0]);

  private Decoder() {}

  static Decision decision(JsonNode node) {
    Json record = new Json(node);
    Json identity = record.at("identity");
    Token token = identity == null ? null : token(identity);
    Json obligations = record.needed("obligations");
    String refusal = record.optional("refusal");
    Json route = record.at("route");
    Instant time = record.instant("time");
    Attempt attempt = attempt(record.needed("attempt"), record.text("gateway"), time);
    Json sensed = record.at("context");
    Context context = sensed == null ? null : context(sensed, attempt.userAgent());
    return new Decision(
        record.text("id"),
        time,
        attempt,
        token,
        identity == null ? null : identity(identity, token),
        refusal == null ? null : Json.constant(Refusal.class, refusal),
        route == null ? null : route(route),
        action(record.at("action"), attempt.method()),
        context,
        assessment(
            record.at("risk"), context == null ? List.of() : context.missing(), attempt.time()),
        Rulebook.judgement(record.at("policy")),
        Rulebook.verdict(record.text("verdict"), obligations),
        obligations.texts("scopes", token == null ? List.of() : token.scopes()),
        record.texts("reasons"),
        record.number("latencyMicros"));
  }

  private static Attempt attempt(Json attempt, String gateway, Instant decided) {
    String source = attempt.optional("source");
    Instant time = attempt.optionalInstant("time");
    return new Attempt(
        time == null ? decided : time,
        gateway,
        new Credential.Absent(),
        attempt.text("method"),
        attempt.text("scheme"),
        attempt.text("host"),
        new CanonicalPath(attempt.text("path"), null),
        source == null ? null : Address.parse(source).orElseThrow(),
        attempt.needed("headers").map(),
        attempt.optional("problem"),
        assertion(attempt.at("asserted")),
        Possession.NONE);
  }

  private static @Nullable Assertion assertion(@Nullable Json asserted) {
    return asserted == null
        ? null
        : new Assertion(
            asserted.needed("subject").free(),
            asserted.needed("action").free(),
            asserted.needed("resource").free(),
            asserted.needed("context").free());
  }

  private static Token token(Json identity) {
    Json token = identity.needed("token");
    Json tags = token.at("tags");
    Json revocation = token.at("revocation");
    PrincipalKind kind = PrincipalKind.of(identity.text("kind")).orElseThrow();
    String id = token.text("id");
    Instant made = token.at("createdAt") == null ? SharedParts.madeAt(id) : null;
    return new Token(
        id,
        new Principal(identity.text("principal"), kind),
        token.text("name", ""),
        token.texts("scopes"),
        made == null ? token.instant("createdAt") : made,
        token.optionalInstant("expiresAt"),
        token.texts("allowCidrs").stream().map(c -> Cidr.parse(c).orElseThrow()).toList(),
        Rulebook.limit(token.at("rateLimit")),
        tags == null ? new TreeMap<>() : new TreeMap<>(tags.map()),
        UNKNOWN_DIGEST,
        null,
        revocation == null
            ? null
            : new Token.Revocation(revocation.instant("at"), revocation.text("reason")),
        token.number("version"));
  }

  static @Nullable Identity identity(Json identity) {
    return identity(identity, token(identity));
  }

  private static @Nullable Identity identity(Json identity, @Nullable Token token) {
    Json assurance = identity.at("assurance");
    return assurance == null || token == null
        ? null
        : new Identity(
            token,
            new Assurance(
                assurance.text("level"),
                assurance.optionalInstant("since"),
                assurance.texts("rules", List.of())));
  }

  static Route route(Json route) {
    String onFailure = route.text("onFailure", FailureMode.CLOSED.wire());
    for (FailureMode mode : FailureMode.values()) {
      if (mode.wire().equals(onFailure)) {
        String sensitivity = route.text("sensitivity", Sensitivity.NORMAL.wire());
        return new Route(
            route.text("id"),
            route.texts("scopes"),
            Json.constant(Sensitivity.class, sensitivity),
            mode);
      }
    }
    throw new IllegalArgumentException("unknown failure mode");
  }

  /// @param attempted the attempt's method, where the action does not say it
  private static @Nullable Action action(@Nullable Json action, String attempted) {
    return action == null
        ? null
        : new Action(
            action.text("method", attempted),
            action.text("class"),
            action.text("group"),
            action.text("template"));
  }

  /// @param header the user agent among the headers, where the context does not say it
  static Context context(Json context, String header) {
    Json client = context.needed("client");
    return new Context(
        place(context.needed("place")),
        NetworkClass.of(context.text("network")).orElseThrow(),
        new Client(
            client.text("product"),
            client.text("version"),
            client.text("platform"),
            client.text("os"),
            Json.constant(Client.Kind.class, client.text("kind")),
            context.text("userAgent", header)),
        context.texts("missing"));
  }

  private static Place place(Json place) {
    Json point = place.at("point");
    String zone = place.optional("zone");
    return new Place(
        place.optional("country"),
        place.optional("city"),
        place.number("asn", 0),
        place.optional("asnName"),
        point == null
            ? null
            : new Place.Point(
                point.decimal("latitude"), point.decimal("longitude"), point.decimal("radiusKm")),
        zone == null ? null : ZoneId.of(zone));
  }

  private static @Nullable Assessment assessment(
      @Nullable Json risk, List<String> missing, Instant attempted) {
    if (risk == null) {
      return null;
    }
    Json rates = risk.needed("rates");
    Json familiarity = risk.needed("familiarity");
    Json time = risk.at("localTime");
    return new Assessment(
        risk(risk, missing),
        new Rates(rates.whole("perMinute"), rates.whole("perHour"), rates.whole("errors")),
        new Familiarity(
            familiarity.flag("countryIsNew"),
            familiarity.flag("asnIsNew"),
            familiarity.flag("clientIsNew")),
        time == null ? LocalTime.of(attempted, ZoneOffset.UTC) : local(time));
  }

  static LocalTime local(Json time) {
    return new LocalTime(time.whole("hour"), time.whole("weekday"), ZoneId.of(time.text("zone")));
  }

  private static Risk risk(Json risk, List<String> missing) {
    List<Factor> factors = new ArrayList<>();
    for (Json factor : risk.list("factors")) {
      factors.add(
          new Factor(factor.text("name"), factor.decimal("points"), factor.decimals("inputs")));
    }
    return new Risk(
        risk.text("model"),
        risk.decimal("logOdds"),
        risk.decimal("probability"),
        risk.whole("score"),
        Json.constant(RiskLevel.class, risk.text("level")),
        risk.decimal("confidence"),
        risk.number("learned"),
        factors,
        risk.texts("missing", missing));
  }
}
