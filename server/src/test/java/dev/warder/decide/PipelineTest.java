package dev.warder.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.audit.Journal;
import dev.warder.audit.JournalSettings;
import dev.warder.context.Intel;
import dev.warder.context.IntelSources;
import dev.warder.context.Senses;
import dev.warder.model.Address;
import dev.warder.model.Attempt;
import dev.warder.model.CanonicalPath;
import dev.warder.model.Cidr;
import dev.warder.model.Credential;
import dev.warder.model.Decision;
import dev.warder.model.FailureMode;
import dev.warder.model.IdSource;
import dev.warder.model.Principal;
import dev.warder.model.PrincipalKind;
import dev.warder.model.Route;
import dev.warder.model.Sensitivity;
import dev.warder.risk.Levels;
import dev.warder.risk.ModelFile;
import dev.warder.risk.Owner;
import dev.warder.risk.ProfileStore;
import dev.warder.risk.RiskEngine;
import dev.warder.stepup.StepUpFixtures;
import dev.warder.store.memory.MemoryChallengeStore;
import dev.warder.store.memory.MemoryProfileStore;
import dev.warder.store.memory.MemoryTokenStore;
import dev.warder.store.memory.MemoryUseLog;
import dev.warder.token.Issued;
import dev.warder.token.LastUses;
import dev.warder.token.NewToken;
import dev.warder.token.Peppers;
import dev.warder.token.TokenFormat;
import dev.warder.token.Tokens;
import dev.warder.token.Verifier;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// All rooms are the real ones; only the disk on which histories stand is taken away.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PipelineTest {
  private static final CaseFile FILE = CaseFile.read("pipeline.yaml");
  private static final Principal ANN = new Principal("ann", PrincipalKind.USER);
  private static final List<String> SCOPES = List.of("a:read", "a:write");

  private final InstantSource clock = InstantSource.fixed(CaseSituation.NOW);
  private final SecureRandom random = new SecureRandom();
  private final IdSource ids = new IdSource(clock, random);
  private final MemoryTokenStore store = new MemoryTokenStore();
  private Pipeline sound;
  private Pipeline withoutHistories;
  private Tokens tokens;
  private LastUses lastUses;
  private Journal journal;

  static Stream<Named<JsonNode>> cases() {
    return FILE.cases();
  }

  @BeforeAll
  void open(@TempDir Path data) throws IOException {
    Peppers peppers = Peppers.open(data.resolve("keys"), ids, random);
    tokens = new Tokens(store, peppers, ids, random, clock);
    lastUses = new LastUses(new MemoryUseLog());
    journal = Journal.open(JournalSettings.of(data, "n1"), ids, clock);
    Verifier verifier = new Verifier(peppers, store.index());
    Senses senses = new Senses(Intel.open(IntelSources.of(data.resolve("intel"))));
    sound = pipeline(verifier, senses, new MemoryProfileStore());
    withoutHistories = pipeline(verifier, senses, new Unreachable());
  }

  @AfterAll
  void close() {
    journal.close();
    lastUses.close();
  }

  private Pipeline pipeline(Verifier verifier, Senses senses, ProfileStore histories) {
    RiskEngine risk = new RiskEngine(ModelFile.bundled(), Levels.DEFAULT, histories, clock);
    Rooms rooms =
        new Rooms(
            verifier,
            lastUses,
            senses,
            risk,
            FILE.policy(),
            journal,
            StepUpFixtures.challenges(new MemoryChallengeStore(), ids, clock));
    return new Pipeline(rooms, routes(), ids, clock, Duration.ofMinutes(1));
  }

  private static Routes routes() {
    return new Routes(
        FILE.content().path("routes").values().stream().map(PipelineTest::route).toList());
  }

  private static RouteRule route(JsonNode node) {
    String match = node.path("match").asString();
    String onFailure = node.path("onFailure").asString("closed");
    FailureMode mode =
        Stream.of(FailureMode.values())
            .filter(m -> m.wire().equals(onFailure))
            .findFirst()
            .orElseThrow();
    List<String> scopes = CaseFile.texts(node.path("scopes"));
    return new RouteRule(
        RoutePattern.parse(match), new Route(match, scopes, Sensitivity.NORMAL, mode));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void eachCaseGetsItsVerdict(JsonNode given) {
    Pipeline pipeline = given.path("riskFails").asBoolean(false) ? withoutHistories : sound;
    Decision decision = pipeline.judge(attempt(given), System.nanoTime()).decision();
    CaseFile.check(given.path("expect"), decision.verdict(), decision.scopes(), decision.reasons());
    assertThat(decision.scopes().isEmpty()).isEqualTo(decision.verdict().wire().equals("deny"));
  }

  private Attempt attempt(JsonNode given) {
    JsonNode request = given.path("request");
    return new Attempt(
        CaseSituation.NOW,
        "tok_gateway",
        credential(given.path("credential").asString("good")),
        request.path("method").asString("GET"),
        "https",
        "api.example.com",
        CanonicalPath.parse(request.path("path").asString("/closed/1")),
        Address.parse("198.51.100.7").orElseThrow(),
        Map.of("user-agent", "curl/8.5.0"),
        given.has("problem") ? given.path("problem").asString() : null);
  }

  private Credential credential(String kind) {
    return switch (kind) {
      case "good" -> Credential.of(secret(issue(List.of())));
      case "elsewhere" ->
          Credential.of(secret(issue(List.of(Cidr.parse("10.0.0.0/8").orElseThrow()))));
      case "revoked" -> {
        Issued issued = issue(List.of());
        tokens.revoke(issued.token().id(), "lost").commit();
        yield Credential.of(secret(issued));
      }
      case "unknown" -> Credential.of(TokenFormat.generate(random).reveal());
      case "malformed" -> Credential.of("wrd_short");
      case "conflicting" -> new Credential.Conflicting();
      default -> new Credential.Absent();
    };
  }

  private Issued issue(List<Cidr> networks) {
    return tokens
        .create(new NewToken(ANN, "", SCOPES, null, networks, null, Map.of()), null)
        .commit();
  }

  private static String secret(Issued issued) {
    return Objects.requireNonNull(issued.secret()).reveal();
  }

  /// A store of histories that cannot be reached.
  private static final class Unreachable implements ProfileStore {
    @Override
    public Owner owner(Principal principal) {
      throw new Gone();
    }

    @Override
    public Optional<Owner> find(Principal principal) {
      throw new Gone();
    }

    @Override
    public Optional<Owner> ownerOf(String tokenId) {
      throw new Gone();
    }

    @Override
    public void bind(String tokenId, Owner owner) {
      throw new Gone();
    }

    @Override
    public void forEach(Consumer<Owner> visitor) {
      throw new Gone();
    }

    @Override
    public void remove(Owner owner) {
      throw new Gone();
    }
  }

  /// Without a stack, which would only fill the log.
  private static final class Gone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Gone() {
      super("the histories cannot be reached", null, false, false);
    }
  }
}
