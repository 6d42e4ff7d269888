package dev.warder.risk;

import dev.warder.model.Attempt;
import dev.warder.model.Client;
import dev.warder.model.Decision;
import dev.warder.model.Identity;
import dev.warder.model.PrincipalKind;
import dev.warder.model.Verdict;
import dev.warder.store.memory.MemoryProfileStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// An engine that knows many principals: each came thrice, from two networks with two programs, and
/// asked for a dozen routes. Names of principals and tokens are counted, contexts are shared.
final class ManyProfiles {
  private static final int SHARED = 4096;
  private static final int ROUTES = 12;
  private static final int VISITS = 3;

  final RiskEngine engine =
      new RiskEngine(
          ModelFile.bundled(), Levels.DEFAULT, new MemoryProfileStore(), InstantSource.system());
  private final World.Spot[] spots = new World.Spot[SHARED];
  private final Client[] clients = new Client[64];
  private final Map<Integer, Identity> known = new HashMap<>();
  private final Random random = new Random(11);
  private long seq;

  ManyProfiles() {
    for (int i = 0; i < SHARED; i++) {
      String address = "88." + i % 200 + "." + i / 256 + "." + i % 250;
      spots[i] = World.spot("DE", 100 + i % 300, address, "Europe/Berlin");
    }
    for (int i = 0; i < clients.length; i++) {
      clients[i] = World.client("Client" + i % 16, i / 16 + ".1", "linux", Client.Kind.SDK);
    }
  }

  void teach(int principals) {
    for (int visit = 0; visit < VISITS; visit++) {
      for (int i = 0; i < principals; i++) {
        Identity who = who(i);
        Instant time = World.MONDAY.plus(Duration.ofHours(7L * visit)).plusSeconds(i % 3600);
        for (int route = 0; route < ROUTES / VISITS; route++) {
          learn(call(who, i, time.plusSeconds(route), visit * ROUTES / VISITS + route, visit / 2));
        }
      }
    }
    Instant after = World.MONDAY.plus(Duration.ofDays(2));
    for (int i = 0; i < principals; i++) {
      score(call(who(i), i, after, 0, 0));
    }
  }

  /// The same object each time for those who were asked for by `keep`, as the service has it from
  /// its tokens.
  Identity who(int i) {
    Identity kept = known.get(i);
    return kept == null ? World.identity("p" + i, PrincipalKind.USER) : kept;
  }

  void keep(int i) {
    known.putIfAbsent(i, World.identity("p" + i, PrincipalKind.USER));
  }

  /// @param other 1 for the second network and program
  Decision call(Identity who, int i, Instant time, int route, int other) {
    World.Spot spot = spots[(i * 7 + other * 13) % SHARED];
    Client client = clients[(i * 3 + other) % clients.length];
    String asked = "GET /group" + route % 4 + "/route" + (i % 5 + route);
    Attempt attempt = World.attempt(time, spot, client, asked);
    return new Decision(
        "dec_0",
        time,
        attempt,
        who.token(),
        who,
        null,
        null,
        World.action(asked),
        World.context(spot, client),
        null,
        null,
        new Verdict.Allow(),
        List.of(),
        List.of(),
        0);
  }

  Decision scored(Decision call) {
    return new Decision(
        call.id(),
        call.time(),
        call.attempt(),
        call.token(),
        call.identity(),
        null,
        null,
        call.action(),
        call.context(),
        score(call),
        null,
        call.verdict(),
        List.of(),
        List.of(),
        0);
  }

  dev.warder.model.Assessment score(Decision call) {
    return engine.assess(
        java.util.Objects.requireNonNull(call.identity()),
        call.attempt(),
        java.util.Objects.requireNonNull(call.context()),
        java.util.Objects.requireNonNull(call.action()));
  }

  void learn(Decision call) {
    engine.learn(call.assessment() == null ? scored(call) : call, seq++);
  }

  int any(int principals) {
    return random.nextInt(principals);
  }
}
