package dev.warder.audit;

import dev.warder.model.*;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// Decisions to record, of every shape.
final class Samples {
  static final String SECRET = "wrd_0123456789ABCDEFGHIJKLMNOPQRSTUVxxxxxx";
  private static final Instant THEN = Instant.parse("2026-11-23T10:00:00.123Z");
  private static final String TOKEN_ID = "tok_01ARZ3NDEKTSV4RRFFQ69G5FAV";
  private static final IdSource IDS =
      new IdSource(() -> Instant.now(), new java.security.SecureRandom());

  private Samples() {}

  static IdSource ids() {
    return IDS;
  }

  static Decision usual(String id) {
    return decision(id, new Random(7), false);
  }

  static Decision decision(String id, Random random, boolean odd) {
    boolean known = !odd || random.nextInt(4) > 0;
    Token token = known ? token(random, odd) : null;
    boolean identified = known && (!odd || random.nextBoolean());
    boolean judged = identified && (!odd || random.nextBoolean());
    Attempt attempt =
        new Attempt(
            odd && random.nextBoolean() ? THEN.plusMillis(random.nextInt(7_200_000)) : THEN,
            "tok_gateway",
            Credential.of(SECRET),
            "GET",
            "https",
            odd ? text(random) : "api.example.com",
            new CanonicalPath(odd ? "/" + text(random) : "/orders/42", "api_key=" + SECRET),
            odd && random.nextBoolean() ? null : Address.ofV4(odd ? random.nextInt() : 0xCB007107),
            Map.of(
                "user-agent",
                odd ? text(random) : "aws-cli/2.13.5 Python/3.11.4 Linux/5.15 exe/x86_64",
                "authorization",
                "Bearer " + SECRET,
                "cookie",
                SECRET),
            odd && random.nextBoolean() ? text(random) : null);
    return new Decision(
        id,
        THEN,
        attempt,
        token,
        identified && token != null
            ? new Identity(token, new Assurance("mfa", random.nextBoolean() ? THEN : null))
            : null,
        identified ? null : any(random, Refusal.values()),
        known
            ? new Route(
                "GET /orders/{id}",
                List.of("orders:read"),
                odd ? any(random, Sensitivity.values()) : Sensitivity.NORMAL,
                odd ? any(random, FailureMode.values()) : FailureMode.STEP_UP)
            : null,
        known
            ? new Action(
                odd && random.nextBoolean() ? "HEAD" : "GET", "read", "/orders", "/orders/{id}")
            : null,
        known ? context(random, odd) : null,
        identified ? assessment(random, odd, attempt.time()) : null,
        judged ? judgement(random) : null,
        verdict(odd ? random.nextInt(5) : 0),
        List.of("orders:read"),
        List.of("rule-1", odd ? text(random) : "x"),
        87);
  }

  private static Token token(Random random, boolean odd) {
    TreeMap<String, String> tags = new TreeMap<>(Map.of("team", odd ? text(random) : "blue"));
    return new Token(
        TOKEN_ID,
        new Principal(odd ? text(random) : "alice", PrincipalKind.AGENT),
        odd && random.nextBoolean() ? "" : "laptop",
        List.of("orders:read", "orders:write"),
        odd && random.nextBoolean() ? Instant.ofEpochMilli(IdSource.millisOf(TOKEN_ID)) : THEN,
        random.nextBoolean() ? THEN : null,
        odd ? List.of(Cidr.parse("10.0.0.0/8").orElseThrow()) : List.of(),
        odd ? new RateLimit(5, Duration.ofSeconds(3)) : null,
        tags,
        new TokenDigest("p1", new byte[] {1, 2, 3}),
        null,
        odd && random.nextBoolean() ? new Token.Revocation(THEN, text(random)) : null,
        3);
  }

  private static Context context(Random random, boolean odd) {
    Place place =
        odd && random.nextBoolean()
            ? Place.UNKNOWN
            : new Place(
                "DE",
                "Köln",
                3320,
                "Deutsche Telekom AG",
                new Place.Point(number(random), number(random), 20),
                ZoneId.of("Europe/Berlin"));
    return new Context(
        place,
        NetworkClass.RESIDENTIAL,
        new Client(
            "aws-cli",
            "2.13.5",
            "python/linux",
            "linux",
            Client.Kind.SDK,
            odd ? text(random) : "aws-cli/2.13.5 Python/3.11.4 Linux/5.15 exe/x86_64"),
        List.of("city"));
  }

  private static Assessment assessment(Random random, boolean odd, Instant time) {
    List<Factor> factors = new ArrayList<>();
    for (String name :
        List.of("prior", "network", "client", "action", "time", "rate", "errors", "session")) {
      factors.add(
          new Factor(
              name,
              number(random),
              new double[] {number(random), random.nextInt(100), odd ? -0.0 : 3}));
    }
    Risk risk =
        new Risk(
            "default-1",
            number(random),
            odd ? Double.NaN : random.nextDouble(),
            71,
            RiskLevel.HIGH,
            0.9,
            41,
            factors,
            List.of("city"));
    return new Assessment(
        risk,
        new Rates(3, 60, 1),
        new Familiarity(true, false, true),
        odd && random.nextBoolean()
            ? LocalTime.of(time, ZoneOffset.UTC)
            : new LocalTime(11, 1, ZoneId.of("Europe/Berlin")));
  }

  private static <T> T any(Random random, T[] all) {
    return all[random.nextInt(all.length)];
  }

  private static double number(Random random) {
    return random.nextBoolean()
        ? Math.round(random.nextGaussian() * 1000) / 1000.0
        : Double.longBitsToDouble(random.nextLong() & ~(1L << 62));
  }

  private static Judgement judgement(Random random) {
    Restrictions less =
        new Restrictions(
            List.of("*:read"), List.of("GET"), null, new RateLimit(60, Duration.ofMinutes(1)));
    return new Judgement(
        "sha256:abc",
        List.of(
            new Judgement.Hit("a", new Effect.Deny()),
            new Judgement.Hit("b", new Effect.StepUp("mfa", Duration.ofMinutes(15)))),
        List.of(
            new Judgement.Hit("c", new Effect.Throttle(new RateLimit(60, Duration.ofMinutes(1)))),
            new Judgement.Hit("d", new Effect.Restrict(less))),
        random.nextBoolean() ? new Judgement.Failure("e", "no such key") : null);
  }

  private static Verdict verdict(int which) {
    return switch (which) {
      case 0 -> new Verdict.Allow();
      case 1 ->
          new Verdict.Restrict(new Restrictions(List.of("*:read"), null, List.of("GET /x"), null));
      case 2 -> new Verdict.Throttle(Duration.ofMillis(1500));
      case 3 -> new Verdict.StepUp(new Challenge("chl_1", "mfa", Duration.ofMinutes(15)));
      default -> new Verdict.Deny(Denial.POLICY_FAILURE);
    };
  }

  /// Hostile text: quotes, controls, all planes, lone surrogates.
  static String text(Random random) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(12);
    for (int i = 0; i < length; i++) {
      switch (random.nextInt(4)) {
        case 0 -> text.append((char) random.nextInt(0x10000));
        case 1 -> text.append("\"\\\n\r\t\0/\u2028\u007f".charAt(random.nextInt(9)));
        case 2 -> text.appendCodePoint(0x10000 + random.nextInt(0x100000));
        default -> text.append((char) (32 + random.nextInt(95)));
      }
    }
    return text.toString();
  }

  /// A decision's record with all that goes without saying, as earlier versions wrote it.
  static String inFull(Decision decision, String line) {
    String full = line.replace("\"place\":{}", "\"place\":{\"asn\":0}");
    Token token = decision.token();
    if (token != null && token.name().isEmpty()) {
      full = full.replace(TOKEN_ID + "\",", TOKEN_ID + "\",\"name\":\"\",");
    }
    if (token != null && !token.createdAt().equals(THEN)) {
      String scopes = "\"orders:write\"],";
      full = full.replace(scopes, scopes + "\"createdAt\":\"" + token.createdAt() + "\",");
    }
    Route route = decision.route();
    String start = "\"route\":{";
    if (route != null && route.sensitivity() == Sensitivity.NORMAL) {
      full = full.replace(start, start + "\"sensitivity\":\"normal\",");
    }
    if (route != null && route.onFailure() == FailureMode.CLOSED) {
      full = full.replace(start, start + "\"onFailure\":\"closed\",");
    }
    Action action = decision.action();
    if (action != null && action.method().equals(decision.attempt().method())) {
      full = full.replace("\"action\":{", "\"action\":{\"method\":\"GET\",");
    }
    Assessment assessment = decision.assessment();
    if (assessment != null && assessment.time().zone().equals(ZoneOffset.UTC)) {
      LocalTime time = assessment.time();
      String last = "\"clientIsNew\":true}";
      String local =
          ",\"localTime\":{\"hour\":%d,\"weekday\":%d,\"zone\":\"Z\"}"
              .formatted(time.hour(), time.weekday());
      full = full.replace(last, last + local);
    }
    return full;
  }
}
