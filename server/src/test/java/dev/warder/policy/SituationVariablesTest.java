package dev.warder.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.common.types.CelKind;
import dev.warder.model.Address;
import dev.warder.model.Assessment;
import dev.warder.model.Assurance;
import dev.warder.model.Attempt;
import dev.warder.model.CanonicalPath;
import dev.warder.model.Client;
import dev.warder.model.Context;
import dev.warder.model.Credential;
import dev.warder.model.Factor;
import dev.warder.model.FailureMode;
import dev.warder.model.Familiarity;
import dev.warder.model.Identity;
import dev.warder.model.Judgement;
import dev.warder.model.LocalTime;
import dev.warder.model.NetworkClass;
import dev.warder.model.Place;
import dev.warder.model.Principal;
import dev.warder.model.PrincipalKind;
import dev.warder.model.Rates;
import dev.warder.model.Risk;
import dev.warder.model.RiskLevel;
import dev.warder.model.Route;
import dev.warder.model.Sensitivity;
import dev.warder.model.Situation;
import dev.warder.model.Token;
import dev.warder.model.TokenDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What rules read of a real call.
class SituationVariablesTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:15:00Z");

  /// All that can be known is known.
  static final Situation FULL =
      situation(
          Address.parse("2001:db8::7").orElseThrow(),
          new Place("FR", "Lyon", 3215, "Orange", null, ZoneId.of("Europe/Paris")),
          new Client("curl", "8.5.0", "linux", "Linux", Client.Kind.TOOL, "curl/8.5.0"),
          new Assurance("mfa", NOW.minusSeconds(600)));

  /// All that may be missing is missing.
  private static final Situation BARE =
      situation(null, Place.UNKNOWN, Client.UNKNOWN, Assurance.TOKEN_ONLY);

  /// A call of which everything is known.
  static Situation situation() {
    return FULL;
  }

  private static Situation situation(
      @Nullable Address source, Place place, Client client, Assurance assurance) {
    Attempt attempt =
        new Attempt(
            NOW,
            "tok_g",
            new Credential.Absent(),
            "POST",
            "https",
            "api.example.com",
            CanonicalPath.parse("/orders/42?secret=1"),
            source,
            Map.of("accept-language", "fr", "cookie", "s=1"),
            null);
    Token token =
        new Token(
            "tok_1",
            new Principal("ann", PrincipalKind.AGENT),
            "",
            List.of("orders:read"),
            NOW.minus(Duration.ofDays(2)),
            null,
            List.of(),
            null,
            new TreeMap<>(Map.of("use", "ci")),
            new TokenDigest("k", new byte[32]),
            null,
            null,
            1);
    List<Factor> factors = List.of(new Factor("place", 1.5, new double[0]));
    return new Situation(
        attempt,
        new Identity(token, assurance),
        new Route("POST /orders/{id}", List.of("orders:read"), Sensitivity.HIGH, FailureMode.OPEN),
        new Context(place, NetworkClass.HOSTING, client, List.of()),
        new Assessment(
            new Risk("m", 1, 0.25, 61, RiskLevel.HIGH, 0.75, 30, factors, List.of()),
            new Rates(2, 3, 4),
            new Familiarity(true, false, true),
            new LocalTime(11, 1, ZoneId.of("Europe/Paris"))));
  }

  private static Judgement judge(String condition, Situation situation) {
    PolicySet set = PolicyFiles.compile(PolicyFiles.when("|-\n      " + condition));
    return set.judge(new SituationVariables(situation), false);
  }

  static List<Variable> variables() {
    return Variables.ALL;
  }

  @ParameterizedTest
  @MethodSource("variables")
  void everyDeclaredVariableIsAnsweredWithItsType(Variable variable) {
    for (Situation situation : List.of(FULL, BARE)) {
      Object value = new SituationVariables(situation).find(variable.name()).orElseThrow();
      assertThat(value).isInstanceOf(javaType(variable.kind().type().kind()));
      if (!variable.words().isEmpty()) {
        assertThat(variable.words()).contains(String.valueOf(value));
      }
    }
  }

  private static Class<?> javaType(CelKind kind) {
    return switch (kind) {
      case STRING -> String.class;
      case INT -> Long.class;
      case DOUBLE -> Double.class;
      case BOOL -> Boolean.class;
      case DURATION -> Duration.class;
      case TIMESTAMP -> Instant.class;
      case LIST -> List.class;
      case MAP -> Map.class;
      default -> throw new AssertionError(kind);
    };
  }

  @ParameterizedTest
  @EnumSource(NetworkClass.class)
  void everyNetworkClassHasItsWord(NetworkClass network) {
    assertThat(Words.of(network)).isEqualTo(network.wire());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "request.method == \"POST\" && request.path == \"/orders/42\" && request.host == \"api.example.com\"",
        "request.route == route.id && route.id == \"POST /orders/{id}\"",
        "route.sensitivity == \"high\" && route.scopes == [\"orders:read\"]",
        "request.headers[\"accept-language\"] == \"fr\"",
        "source.ip.inNet(\"2001:db8::/32\") && !source.ip.inNet(\"0.0.0.0/0\")",
        "source.country == \"FR\" && source.city == \"Lyon\" && source.asn == 3215",
        "source.network == \"hosting\" && source.countryIsNew && !source.asnIsNew && client.isNew",
        "client.product == \"curl\" && client.version == \"8.5.0\" && client.os == \"Linux\"",
        "assurance.level == \"mfa\" && assurance.age == duration(\"10m\")",
        "token.age == duration(\"48h\") && token.kind == \"agent\" && token.tags[\"use\"] == \"ci\"",
        "principal.kind == \"agent\" && principal.id == \"ann\" && \"orders:read\" in token.scopes",
        "time.now == timestamp(\"2026-11-23T10:15:00Z\") && time.now.getHours(time.zone) == 11",
        "time.hour == 11 && time.weekday == 1 && time.zone == \"Europe/Paris\"",
        "rate.perMinute == 2 && rate.perHour == 3 && rate.errors == 4",
        "risk.score == 61 && risk.level == \"high\" && risk.probability == 0.25 && risk.learned == 30",
        "risk.factors[\"place\"] == 1.5 && risk.factors[\"nothing\"] == 0.0",
      })
  void whatIsKnownIsRead(String condition) {
    matches(condition, FULL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "source.ip == \"\" && !source.ip.inNet(\"0.0.0.0/0\") && !source.ip.inNet(\"::/0\")",
        "source.country == \"\" && source.city == \"\" && source.asn == 0",
        "client.product == \"\" && client.os == \"\"",
        "token.tags[\"none\"] == \"\" && !has(token.tags.none) && has(token.tags.use)",
        "assurance.level == \"token\" && assurance.age > duration(\"8760h\")",
        "!(assurance.age < duration(\"15m\"))",
      })
  void whatIsMissingIsEmptyAndNeverFails(String condition) {
    matches(condition, BARE);
  }

  private static void matches(String condition, Situation situation) {
    Judgement judgement = judge(condition, situation);
    assertThat(judgement.failure()).isNull();
    assertThat(judgement.hits()).hasSize(1);
    assertThat(judge(condition, situation)).isEqualTo(judgement);
  }
}
