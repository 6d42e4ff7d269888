package dev.warder.policy;

import dev.cel.runtime.CelVariableResolver;
import dev.warder.model.Address;
import dev.warder.model.Assertion;
import dev.warder.model.Assessment;
import dev.warder.model.Attempt;
import dev.warder.model.Client;
import dev.warder.model.Context;
import dev.warder.model.Factor;
import dev.warder.model.Place;
import dev.warder.model.Situation;
import dev.warder.model.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Answers the variables of one call straight from its records; nothing is built that no rule asks
/// for. Made for one judgement on one thread.
final class SituationVariables implements CelVariableResolver {
  private final Situation situation;

  SituationVariables(Situation situation) {
    this.situation = situation;
  }

  @Override
  public Optional<Object> find(String name) {
    return Optional.ofNullable(value(name));
  }

  private @Nullable Object value(String name) {
    return switch (name.charAt(0)) {
      case 'r' -> ofRequestRouteRateOrRisk(name);
      case 't' -> ofTokenOrTime(name);
      case 's' -> ofSource(name);
      default -> ofOthers(name);
    };
  }

  private @Nullable Object ofRequestRouteRateOrRisk(String name) {
    Attempt attempt = situation.attempt();
    Assessment assessment = situation.assessment();
    return switch (name) {
      case "request.method" -> attempt.method();
      case "request.host" -> attempt.host();
      case "request.path" -> attempt.path().path();
      case "request.route", "route.id" -> situation.route().id();
      case "request.headers" -> new ValueByName<>(attempt.headers(), "");
      case "route.scopes" -> situation.route().scopes();
      case "route.sensitivity" -> Words.of(situation.route().sensitivity());
      case "rate.perMinute" -> (long) assessment.rates().perMinute();
      case "rate.perHour" -> (long) assessment.rates().perHour();
      case "rate.errors" -> (long) assessment.rates().errors();
      case "risk.score" -> (long) assessment.risk().score();
      case "risk.level" -> Words.of(assessment.risk().level());
      case "risk.probability" -> assessment.risk().probability();
      case "risk.confidence" -> assessment.risk().confidence();
      case "risk.learned" -> assessment.risk().learned();
      case "risk.factors" -> factors();
      case "resource" -> asserted(Assertion::resource);
      default -> null;
    };
  }

  private @Nullable Object ofTokenOrTime(String name) {
    Token token = situation.identity().token();
    return switch (name) {
      case "token.id" -> token.id();
      case "token.kind" -> token.principal().kind().wire();
      case "token.age" -> since(token.createdAt());
      case "token.tags" -> new ValueByName<>(token.tags(), "");
      case "token.scopes" -> token.scopes();
      case "time.now" -> situation.attempt().time();
      case "time.hour" -> (long) situation.assessment().time().hour();
      case "time.weekday" -> (long) situation.assessment().time().weekday();
      case "time.zone" -> situation.assessment().time().zone().getId();
      default -> null;
    };
  }

  private @Nullable Object ofSource(String name) {
    Context context = situation.context();
    Place place = context.place();
    return switch (name) {
      case "source.ip" -> text(situation.attempt().source());
      case "source.country" -> text(place.country());
      case "source.city" -> text(place.city());
      case "source.asn" -> place.asn();
      case "source.network" -> Words.of(context.network());
      case "source.countryIsNew" -> situation.assessment().familiarity().countryIsNew();
      case "source.asnIsNew" -> situation.assessment().familiarity().asnIsNew();
      case "subject" -> asserted(Assertion::subject);
      default -> null;
    };
  }

  private @Nullable Object ofOthers(String name) {
    Client client = situation.context().client();
    return switch (name) {
      case "principal.id" -> situation.identity().principal().id();
      case "principal.kind" -> situation.identity().principal().kind().wire();
      case "client.product" -> client.product();
      case "client.version" -> client.version();
      case "client.os" -> client.os();
      case "client.isNew" -> situation.assessment().familiarity().clientIsNew();
      case "assurance.level" -> situation.identity().assurance().level();
      case "assurance.age" -> proofAge(situation.identity().assurance().since());
      case "action" -> asserted(Assertion::action);
      case "context" -> asserted(Assertion::context);
      default -> null;
    };
  }

  private Map<String, Object> asserted(Function<Assertion, Map<String, Object>> part) {
    Assertion assertion = situation.attempt().assertion();
    return assertion == null ? Told.NOTHING : Told.of(part.apply(assertion));
  }

  private Duration proofAge(@Nullable Instant since) {
    return since == null ? Variables.NEVER_PROVEN : since(since);
  }

  /// Measured at the call's own time, so that judging a record again gives the same.
  private Duration since(Instant then) {
    Duration age = Duration.between(then, situation.attempt().time());
    return age.isNegative() ? Duration.ZERO : age;
  }

  private Map<String, Double> factors() {
    Map<String, Double> points = new HashMap<>();
    for (Factor factor : situation.assessment().risk().factors()) {
      points.merge(factor.name(), factor.points(), Double::sum);
    }
    return new ValueByName<>(points, 0.0);
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static String text(@Nullable Address address) {
    return address == null ? "" : address.toString();
  }
}
