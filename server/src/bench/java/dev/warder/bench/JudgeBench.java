package dev.warder.bench;

import dev.warder.model.Address;
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
import dev.warder.policy.PolicyEngine;
import dev.warder.policy.PolicySource;
import dev.warder.store.memory.MemoryPolicyStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Judges an ordinary call by rules of which none matches: the twenty of `src/bench/policy.yaml`,
/// each of them evaluated (`twentyEvaluated`) and through the index (`twenty`); a thousand of which
/// the constants of twenty fit the call (`thousand`); and none (`none`), the floor of a judgement.
///
/// After `mvn test-compile -Pbench`, in the folder `server` and with the class path of that
/// profile: `java -cp ... org.openjdk.jmh.Main -bm sample -tu ns -prof gc JudgeBench`.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 9, time = 1)
@Fork(1)
public class JudgeBench {
  private final PolicyEngine none = engine(HEAD + "[]");
  private final PolicyEngine twenty = engine(file());
  private final PolicyEngine twentyEvaluated = engine(evaluated(file()));
  private final PolicyEngine thousand = engine(many(1000));
  private final Situation situation = situation();

  @Benchmark
  public Judgement none() {
    return none.judge(situation);
  }

  @Benchmark
  public Judgement twenty() {
    return twenty.judge(situation);
  }

  @Benchmark
  public Judgement twentyEvaluated() {
    return twentyEvaluated.judge(situation);
  }

  @Benchmark
  public Judgement thousand() {
    return thousand.judge(situation);
  }

  private static final String HEAD = "apiVersion: warder.dev/v1\nkind: Policy\nrules: ";

  private static String file() {
    try {
      return Files.readString(Path.of(System.getProperty("policy", "src/bench/policy.yaml")));
    } catch (IOException e) {
      throw new IllegalStateException("run this in the folder server", e);
    }
  }

  /// The same rules with an alternative that keeps the index from leaving any of them out.
  private static String evaluated(String yaml) {
    return yaml.lines()
        .map(line -> line.startsWith("    when: ") ? alternative(line.substring(10)) : line)
        .collect(Collectors.joining("\n"));
  }

  private static String alternative(String condition) {
    return "    when: false || (" + condition + ")";
  }

  /// Twenty rules for each of the many routes, methods and kinds; they read as real ones do.
  private static String many(int rules) {
    StringBuilder yaml = new StringBuilder(HEAD);
    for (int i = 0; i < rules; i++) {
      String route = i % (rules / 20) == 0 ? "GET /orders/{id}" : "GET /route" + i % (rules / 20);
      yaml.append("\n  - id: r").append(i).append("\n    when: route.id == \"").append(route);
      yaml.append("\" && principal.kind == \"service\" && (risk.score >= 35 || rate.perMinute > ");
      yaml.append(1000 + i).append(")\n    unless: assurance.age < duration(\"15m\")");
      yaml.append("\n    then: {stepUp: {acr: mfa, maxAge: 15m}}");
    }
    return yaml.toString();
  }

  private static PolicyEngine engine(String yaml) {
    return PolicyEngine.open(
        new MemoryPolicyStore(),
        List.of(new PolicySource("bench", yaml)),
        Set.of(),
        InstantSource.system(),
        applied -> {});
  }

  private static Situation situation() {
    Instant now = Instant.parse("2026-11-23T10:15:00Z");
    Attempt attempt =
        new Attempt(
            now,
            "tok_gateway",
            new Credential.Absent(),
            "GET",
            "https",
            "api.example.com",
            CanonicalPath.parse("/orders/42?x=1"),
            Address.parse("203.0.113.7").orElseThrow(),
            Map.of("user-agent", "aws-cli/2.13.5"),
            null);
    Token token =
        new Token(
            "tok_1",
            new Principal("loader", PrincipalKind.SERVICE),
            "loader",
            List.of("orders:read", "orders:write"),
            now.minusSeconds(90 * 86_400L),
            null,
            List.of(),
            null,
            new TreeMap<>(Map.of("team", "shop")),
            new TokenDigest("k1", new byte[32]),
            null,
            null,
            1);
    return new Situation(
        attempt,
        new Identity(token, Assurance.TOKEN_ONLY),
        new Route(
            "GET /orders/{id}", List.of("orders:read"), Sensitivity.NORMAL, FailureMode.CLOSED),
        new Context(
            new Place("DE", "Berlin", 3320, "DTAG", null, ZoneOffset.UTC),
            NetworkClass.RESIDENTIAL,
            new Client("aws-cli", "2.13.5", "python/linux", "linux", Client.Kind.SDK, "aws-cli"),
            List.of()),
        new Assessment(
            new Risk("default-1", -6, 0.002, 7, RiskLevel.LOW, 0.9, 5_000, List.of(), List.of()),
            new Rates(40, 900, 0),
            Familiarity.NOTHING_NEW,
            new LocalTime(10, 1, ZoneOffset.UTC)));
  }
}
