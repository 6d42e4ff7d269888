package dev.warder.audit;

import dev.warder.model.Address;
import dev.warder.model.Assessment;
import dev.warder.model.Assurance;
import dev.warder.model.Attempt;
import dev.warder.model.Context;
import dev.warder.model.Decision;
import dev.warder.model.Denial;
import dev.warder.model.Effect;
import dev.warder.model.Identity;
import dev.warder.model.Judgement;
import dev.warder.model.Place;
import dev.warder.model.Principal;
import dev.warder.model.PrincipalKind;
import dev.warder.model.Risk;
import dev.warder.model.Route;
import dev.warder.model.Token;
import dev.warder.model.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/// Decisions that differ in everything that they can be searched by.
final class VariedCalls {
  static final List<String> PRINCIPALS = List.of("alice", "bob", "ci", "Ünïcode \"x\"");
  static final List<String> COUNTRIES = List.of("DE", "RO", "US");
  static final List<String> ROUTES = List.of("GET /orders/{id}", "* /admin/**");
  static final List<String> RULES = List.of("fresh-proof-when-risky", "no-deletes", "c");
  static final List<String> ADDRESSES =
      List.of(
          "203.0.113.7", "203.0.113.99", "203.0.112.4", "10.1.2.3", "2001:db8::7", "2001:db8:1::7");

  private final Random random;

  VariedCalls(long seed) {
    random = new Random(seed);
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  Decision next(Instant time) {
    String id = Samples.ids().next("dec_");
    Decision usual = Samples.usual(id);
    Token token = token(Objects.requireNonNull(usual.token()));
    boolean known = random.nextInt(5) > 0;
    Attempt attempt = attempt(usual.attempt(), time);
    String rule = one(RULES);
    boolean denied = !known || random.nextInt(3) == 0;
    return new Decision(
        id,
        time,
        attempt,
        known ? token : null,
        known ? new Identity(token, new Assurance("mfa", null)) : null,
        null,
        withId(Objects.requireNonNull(usual.route()), one(ROUTES)),
        usual.action(),
        context(Objects.requireNonNull(usual.context())),
        known ? assessment(Objects.requireNonNull(usual.assessment())) : null,
        new Judgement(
            "sha256:abc",
            random.nextBoolean() ? List.of(hit(rule)) : List.of(),
            random.nextBoolean() ? List.of(hit(one(RULES))) : List.of(),
            null),
        denied ? new Verdict.Deny(Denial.POLICY_FAILURE) : new Verdict.Allow(),
        List.of(),
        random.nextBoolean() ? List.of(rule, "Später dran") : List.of(),
        87);
  }

  private static Judgement.Hit hit(String rule) {
    return new Judgement.Hit(rule, new Effect.Deny());
  }

  private Attempt attempt(Attempt usual, Instant time) {
    return new Attempt(
        time,
        usual.gateway(),
        usual.credential(),
        usual.method(),
        usual.scheme(),
        usual.host(),
        usual.path(),
        random.nextInt(9) == 0 ? null : Address.parse(one(ADDRESSES)).orElseThrow(),
        usual.headers(),
        null);
  }

  private Token token(Token usual) {
    String principal = one(PRINCIPALS);
    return new Token(
        "tok_" + principal.length() + random.nextInt(2),
        new Principal(principal, PrincipalKind.USER),
        usual.name(),
        usual.scopes(),
        usual.createdAt(),
        null,
        List.of(),
        null,
        usual.tags(),
        usual.digest(),
        null,
        null,
        1);
  }

  private static Route withId(Route route, String id) {
    return new Route(id, route.scopes(), route.sensitivity(), route.onFailure());
  }

  private Context context(Context usual) {
    Place place = new Place(one(COUNTRIES), null, 3320, "Some AS", null, null);
    return new Context(place, usual.network(), usual.client(), usual.missing());
  }

  private Assessment assessment(Assessment usual) {
    Risk risk = usual.risk();
    Risk scored =
        new Risk(
            risk.model(),
            0.5,
            0.5,
            random.nextInt(101),
            risk.level(),
            risk.confidence(),
            risk.learned(),
            List.of(),
            risk.missing());
    return new Assessment(scored, usual.rates(), usual.familiarity(), usual.time());
  }
}
