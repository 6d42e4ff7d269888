package dev.warder;

import dev.warder.api.Measures;
import dev.warder.api.PolicyRecords;
import dev.warder.api.RecentDecisions;
import dev.warder.app.JournalChronicle;
import dev.warder.audit.Entry;
import dev.warder.audit.Event;
import dev.warder.audit.IndexFeeder;
import dev.warder.audit.Journal;
import dev.warder.audit.JournalReader;
import dev.warder.audit.JournalSettings;
import dev.warder.audit.RecordIndex;
import dev.warder.audit.RefusedCallers;
import dev.warder.audit.Search;
import dev.warder.context.Intel;
import dev.warder.context.IntelSources;
import dev.warder.context.Senses;
import dev.warder.decide.Callers;
import dev.warder.decide.Decider;
import dev.warder.decide.Rooms;
import dev.warder.decide.RoutePattern;
import dev.warder.decide.RouteRule;
import dev.warder.gateway.Doors;
import dev.warder.http.Endpoint;
import dev.warder.http.Links;
import dev.warder.http.Routes;
import dev.warder.http.WebServer;
import dev.warder.model.Decision;
import dev.warder.model.FailureMode;
import dev.warder.model.IdSource;
import dev.warder.model.Principal;
import dev.warder.model.PrincipalKind;
import dev.warder.model.Route;
import dev.warder.model.Sensitivity;
import dev.warder.model.Token;
import dev.warder.policy.PolicyEngine;
import dev.warder.policy.PolicySource;
import dev.warder.risk.Levels;
import dev.warder.risk.ModelFile;
import dev.warder.risk.RiskEngine;
import dev.warder.stepup.Challenges;
import dev.warder.stepup.Owner;
import dev.warder.stepup.Passkeys;
import dev.warder.stepup.StepUp;
import dev.warder.stepup.StepUpFixtures;
import dev.warder.store.memory.MemoryChallengeStore;
import dev.warder.store.memory.MemoryFactorStore;
import dev.warder.store.memory.MemoryPeopleStore;
import dev.warder.store.memory.MemoryPolicyStore;
import dev.warder.store.memory.MemoryProfileStore;
import dev.warder.store.memory.MemoryTokenStore;
import dev.warder.store.memory.MemoryUseLog;
import dev.warder.store.sqlite.SqliteRecordIndex;
import dev.warder.token.HeapStandings;
import dev.warder.token.Issued;
import dev.warder.token.KeyProofs;
import dev.warder.token.LastUses;
import dev.warder.token.NewToken;
import dev.warder.token.Peppers;
import dev.warder.token.Principals;
import dev.warder.token.TokenFixtures;
import dev.warder.token.Tokens;
import dev.warder.token.Verifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// The whole service for tests: real rooms over stores in memory, a journal in a folder, a clock
/// that stands still, and a real port.
public final class House implements AutoCloseable {
  /// Long, because a busy machine must not turn answers into failures.
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  public final TokenFixtures.Clock clock = new TokenFixtures.Clock();
  public final IdSource ids = TokenFixtures.ids(clock);
  public final Peppers peppers = TokenFixtures.peppers();
  public final Principals principals = new Principals(new HeapStandings(), clock);
  public final Tokens tokens;
  public final LastUses lastUses = new LastUses(new MemoryUseLog());
  public final Measures measures = new Measures();
  public final RecentDecisions recent = new RecentDecisions();
  public final Intel intel;
  public final RiskEngine risk;
  public final PolicyEngine policy;
  public final Journal journal;
  public final JournalReader reader;
  public final RecordIndex index;
  public final IndexFeeder feeder;
  public final Search search;
  public final RefusedCallers refused;
  public final Callers callers;
  public final StepUp stepUp;
  public final Decider decider;
  public final WebServer server;
  public final String gatewayKey;
  private final Path folder;

  public House(Path folder, Plan plan) throws IOException {
    this.folder = folder;
    MemoryTokenStore store = new MemoryTokenStore();
    tokens = new Tokens(store, peppers, ids, TokenFixtures.RANDOM, clock);
    Verifier verifier =
        new Verifier(
            peppers,
            store.index(),
            plan.foreign(),
            principals,
            new KeyProofs(Duration.ofMinutes(1), plan.nonces()),
            clock.instant());
    intel = Intel.open(IntelSources.of(folder.resolve("intel")));
    risk = new RiskEngine(ModelFile.bundled(), Levels.DEFAULT, new MemoryProfileStore(), clock);
    journal = Journal.open(JournalSettings.of(folder, "house"), ids, clock);
    policy =
        PolicyEngine.open(
            new MemoryPolicyStore(),
            List.of(new PolicySource("house.yaml", plan.policy())),
            Set.of("accept-language"),
            clock,
            new PolicyRecords(journal, ids, clock));
    policy.standing().trace(tokens::parentsOf);
    reader = JournalReader.open(folder, journal.seals());
    index = new SqliteRecordIndex(folder.resolve("audit-index.db"));
    feeder = new IndexFeeder(JournalReader.open(folder, journal.seals()), index);
    search = new Search(reader, index, feeder::doubt);
    refused = new RefusedCallers(journal.floods(), ids, clock, this::record);
    callers = new Callers(verifier, policy.standing(), lastUses, clock);
    JournalChronicle chronicle = new JournalChronicle(journal, ids, clock);
    Challenges challenges =
        new Challenges(
            new MemoryChallengeStore(), ids, clock, chronicle, (request, decision) -> {});
    MemoryPeopleStore people = new MemoryPeopleStore();
    stepUp =
        new StepUp(
            challenges,
            new StepUp.Stores(new MemoryFactorStore(), people, people, people),
            id -> store.index().find(id).flatMap(House::owner),
            StepUpFixtures.key(folder.resolve("keys")),
            plan.vouching(),
            Passkeys.Site.of(plan.doors().publicUrl()).orElse(null),
            chronicle,
            ids,
            TokenFixtures.RANDOM,
            clock);
    Rooms rooms =
        new Rooms(verifier, lastUses, new Senses(intel), risk, policy, journal, challenges);
    decider =
        new Decider(
            rooms,
            routes(plan.routes()),
            ids,
            clock,
            DEADLINE,
            List.of(measures, recent, challenges::decided));
    server = WebServer.start(plan.listening(), new Routes(endpoints(plan)));
    gatewayKey = secret(makeToken("gateway", "warder:decide"));
  }

  private static Optional<Owner> owner(Token token) {
    String owner = token.tags().getOrDefault("owner", "");
    return owner.isEmpty() ? Optional.empty() : Optional.of(new Owner(owner, ""));
  }

  public static House open(Path folder) throws IOException {
    return new House(folder, Plan.DEFAULT);
  }

  private List<Endpoint> endpoints(Plan plan) {
    Doors doors =
        new Doors(
            plan.doors(),
            plan.directory(),
            callers,
            refused::refused,
            new Doors.Judge(decider::decide, decider::because, decider::permitted),
            new Links(plan.doors().publicUrl(), plan.listening()),
            clock);
    List<Endpoint> endpoints = new ArrayList<>(doors.endpoints());
    endpoints.addAll(plan.more().apply(this));
    return endpoints;
  }

  private static dev.warder.decide.Routes routes(Map<String, List<String>> scopesByPattern) {
    List<RouteRule> rules = new ArrayList<>();
    scopesByPattern.forEach((pattern, scopes) -> {
      Route route = new Route(pattern, scopes, Sensitivity.NORMAL, FailureMode.CLOSED);
      rules.add(new RouteRule(RoutePattern.parse(pattern), route));
    });
    return new dev.warder.decide.Routes(rules);
  }

  public int port() {
    return server.port();
  }

  public Issued makeToken(String principal, String... scopes) {
    Principal user = new Principal(principal, PrincipalKind.USER);
    return makeToken(NewToken.of(user, "", List.of(scopes)));
  }

  public Issued makeToken(NewToken wanted) {
    return tokens.create(wanted, null).commit();
  }

  public static String secret(Issued issued) {
    return Objects.requireNonNull(issued.secret()).reveal();
  }

  public void record(Event event) {
    var _ = journal.append(event).join();
  }

  /// The decision that was recorded last.
  public Decision lastDecision() throws IOException {
    List<Entry> all = entries();
    return all.reversed().stream()
        .flatMap(entry -> entry.decision().stream())
        .findFirst()
        .orElseThrow();
  }

  public List<Entry> entries() throws IOException {
    List<Entry> all = new ArrayList<>();
    var _ = reader.forEach(0, all::add);
    return all;
  }

  /// Sends a request line with headers, and nothing in the body.
  public Wire.Answer send(String... head) throws IOException {
    return Wire.send(port(), List.of(head), new byte[0]);
  }

  /// Asks the native door, as the gateway.
  public Wire.Answer decide(String json) throws IOException {
    return decide(json.getBytes(StandardCharsets.UTF_8));
  }

  public Wire.Answer decide(byte[] json) throws IOException {
    return post("/v1/decisions", json, "X-Warder-Gateway-Key: " + gatewayKey);
  }

  public Wire.Answer post(String path, byte[] json, String... headers) throws IOException {
    List<String> head = new ArrayList<>(List.of("POST " + path + " HTTP/1.1"));
    head.add("Content-Type: application/json");
    head.addAll(List.of(headers));
    return Wire.send(port(), head, json);
  }

  public Path folder() {
    return folder;
  }

  @Override
  public void close() throws IOException {
    server.close();
    decider.close();
    stepUp.challenges().close();
    feeder.close();
    index.close();
    reader.close();
    journal.close();
    lastUses.close();
  }
}
