package dev.warder.app;

import dev.warder.app.settings.Settings;
import dev.warder.audit.Journal;
import dev.warder.audit.RefusedCallers;
import dev.warder.decide.Callers;
import dev.warder.decide.Decider;
import dev.warder.decide.Rooms;
import dev.warder.gateway.Doors;
import dev.warder.gateway.Traces;
import dev.warder.http.Links;
import dev.warder.http.Listening;
import dev.warder.http.Routes;
import dev.warder.http.WebServer;
import dev.warder.model.IdSource;
import dev.warder.model.Principal;
import dev.warder.model.PrincipalKind;
import dev.warder.model.Secret;
import dev.warder.policy.PolicyEngine;
import dev.warder.risk.RiskEngine;
import dev.warder.stepup.Challenges;
import dev.warder.store.memory.MemoryChallengeStore;
import dev.warder.store.memory.MemoryPolicyStore;
import dev.warder.store.memory.MemoryProfileStore;
import dev.warder.store.memory.MemoryTokenStore;
import dev.warder.store.memory.MemoryUseLog;
import dev.warder.token.LastUses;
import dev.warder.token.NewToken;
import dev.warder.token.Peppers;
import dev.warder.token.Tokens;
import dev.warder.token.Verifier;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// The way of a call once more, beside the real one: with its code, its rules and its tables, and
/// with doors, tokens, profiles and a journal of its own, so that nothing real is touched.
final class Drill implements AutoCloseable {
  private final Closing closing = new Closing();
  private final WebServer server;
  private final Secret key;

  /// @param folder for the journal
  static Drill open(Wiring real, Path folder) throws IOException {
    return new Drill(real, real.settings.scratch(folder));
  }

  private Drill(Wiring real, Settings settings) throws IOException {
    try {
      InstantSource clock = real.clock;
      IdSource ids = real.ids;
      Journal journal = closing.add(Journal.open(Fittings.journal(settings), ids, clock));
      SecureRandom random = new SecureRandom();
      Peppers peppers = Peppers.open(settings.data().resolve("peppers"), ids, random);
      MemoryTokenStore store = new MemoryTokenStore();
      key = key(new Tokens(store, peppers, ids, random, clock));
      Verifier verifier = new Verifier(peppers, store.index());
      LastUses lastUses = closing.add(new LastUses(new MemoryUseLog()));
      PolicyEngine policy = real.policy.beside(new MemoryPolicyStore());
      Challenges challenges =
          closing.add(
              new Challenges(
                  new MemoryChallengeStore(),
                  ids,
                  clock,
                  new JournalChronicle(journal, ids, clock),
                  (request, decision) -> {}));
      RiskEngine risk =
          new RiskEngine(
              real.risk.model(), Fittings.levels(settings), new MemoryProfileStore(), clock);
      Decider decider =
          closing.add(
              new Decider(
                  new Rooms(verifier, lastUses, real.senses, risk, policy, journal, challenges),
                  Fittings.routes(settings),
                  ids,
                  clock,
                  settings.deadline(),
                  List.of()));
      RefusedCallers refused =
          new RefusedCallers(
              journal.floods(),
              ids,
              clock,
              event -> {
                var _ = journal.append(event);
              });
      Listening listening = Fittings.listening(settings);
      Doors doors =
          new Doors(
              Fittings.doors(settings, Fittings.proofs(settings, null, clock), Traces.OFF),
              real.directory,
              new Callers(verifier, policy.standing(), lastUses, clock),
              refused::refused,
              Fittings.judge(decider, journal),
              new Links(null, listening),
              clock);
      server = closing.add(WebServer.start(listening, new Routes(doors.endpoints())));
    } catch (IOException | RuntimeException e) {
      closing.closeAll();
      throw e;
    }
  }

  static Secret key(Tokens tokens) {
    Principal principal = new Principal("warm-up", PrincipalKind.SERVICE);
    List<String> scopes = List.of("warder:decide");
    NewToken wanted = new NewToken(principal, "warm-up", scopes, null, List.of(), null, Map.of());
    Secret secret = tokens.create(wanted, null).commit().secret();
    if (secret == null) {
      throw new IllegalStateException("a new token has a secret");
    }
    return secret;
  }

  int port() {
    return server.port();
  }

  /// Of a gateway, and good for calls too.
  Secret key() {
    return key;
  }

  @Override
  public void close() {
    closing.closeAll();
  }
}
