package dev.warder.audit;

import dev.warder.model.Action;
import dev.warder.model.Address;
import dev.warder.model.Assessment;
import dev.warder.model.Assurance;
import dev.warder.model.Attempt;
import dev.warder.model.CanonicalPath;
import dev.warder.model.Client;
import dev.warder.model.Context;
import dev.warder.model.Credential;
import dev.warder.model.Decision;
import dev.warder.model.FailureMode;
import dev.warder.model.IdSource;
import dev.warder.model.Identity;
import dev.warder.model.Judgement;
import dev.warder.model.NetworkClass;
import dev.warder.model.Place;
import dev.warder.model.Principal;
import dev.warder.model.PrincipalKind;
import dev.warder.model.Route;
import dev.warder.model.Sensitivity;
import dev.warder.model.Token;
import dev.warder.model.TokenDigest;
import dev.warder.model.Verdict;
import dev.warder.risk.Levels;
import dev.warder.risk.ModelFile;
import dev.warder.risk.RiskEngine;
import dev.warder.store.memory.MemoryProfileStore;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;

/// Decisions as they usually are: known keys of services, read calls, risk as the real engine
/// computes it after a few hundred calls of each, which it goes on to learn from.
///
/// Each service has an address, a network, a client and routes of its own, and calls about every
/// eight seconds, in no order.
final class TypicalCall {
  private static final Instant START = Instant.parse("2026-11-23T10:00:00.123Z");
  private static final long MILLIS_APART = 7_919;
  private static final int LEARNED = 300;
  private static final List<String> COLLECTIONS =
      List.of("orders", "customers", "invoices", "parcels", "stock", "prices", "returns");

  private final RiskEngine risk =
      new RiskEngine(
          ModelFile.bundled(), Levels.DEFAULT, new MemoryProfileStore(), InstantSource.system());
  private final IdSource ids = new IdSource(InstantSource.system(), ThreadLocalRandom.current());
  private final Judgement judgement =
      new Judgement("sha256:" + "5f".repeat(32), List.of(), List.of(), null);
  private final Random random;
  private final List<Service> services = new ArrayList<>();
  private long micros;
  private int number;

  private record Service(
      Identity identity,
      Address source,
      Context context,
      List<Route> routes,
      List<Action> actions) {}

  /// @param seed tells apart what several threads decide
  TypicalCall(int principals, long seed) {
    random = new Random(seed);
    for (int i = 0; i < principals; i++) {
      services.add(service(seed + "-" + i));
    }
    for (int i = 0; i < LEARNED * principals; i++) {
      next();
    }
  }

  private Service service(String name) {
    List<Route> routes = new ArrayList<>();
    List<Action> actions = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(3); i++) {
      String collection = COLLECTIONS.get(random.nextInt(COLLECTIONS.size()));
      String template = "/" + collection + "/{id}";
      List<String> scopes = List.of(collection + ":read");
      routes.add(new Route("GET " + template, scopes, Sensitivity.NORMAL, FailureMode.CLOSED));
      actions.add(new Action("GET", "read", "/" + collection, template));
    }
    String version = "2." + random.nextInt(20) + "." + random.nextInt(10);
    String agent = "aws-cli/" + version + " Python/3.11.4 Linux/5.15 exe/x86_64";
    int asn = 3_320 + random.nextInt(40);
    ZoneId zone = ZoneId.of("Europe/Berlin");
    return new Service(
        identity("billing-export-" + name),
        Address.ofV4(0x5B00_0000 | random.nextInt(1 << 24)),
        new Context(
            new Place("DE", null, asn, "Deutsche Telekom AG", null, zone),
            NetworkClass.RESIDENTIAL,
            new Client("aws-cli", version, "python/linux", "linux", Client.Kind.SDK, agent),
            List.of("city")),
        routes,
        actions);
  }

  private Identity identity(String name) {
    return new Identity(
        new Token(
            ids.next("tok_"),
            new Principal(name, PrincipalKind.SERVICE),
            "nightly",
            List.of("orders:read", "orders:write"),
            START,
            START.plusSeconds(90 * 86_400),
            List.of(),
            null,
            new TreeMap<>(Map.of("team", "billing")),
            new TokenDigest("p1", new byte[32]),
            null,
            null,
            1),
        Assurance.TOKEN_ONLY);
  }

  Decision next() {
    Decision call = decided(services.get(random.nextInt(services.size())));
    risk.learn(call, number++);
    micros += 1_000 * MILLIS_APART / services.size();
    return call;
  }

  private Decision decided(Service service) {
    int which = random.nextInt(service.routes.size());
    Action action = service.actions.get(which);
    Instant time = START.plusMillis(micros / 1_000);
    Attempt attempt =
        new Attempt(
            time,
            "tok_01ARZ3NDEKTSV4RRFFQ69GATEW",
            new Credential.Absent(),
            "GET",
            "https",
            "api.example.com",
            new CanonicalPath(action.group() + "/" + (4_000 + number), null),
            service.source,
            Map.of("user-agent", service.context.client().userAgent()),
            null);
    Assessment assessment = risk.assess(service.identity, attempt, service.context, action);
    return new Decision(
        ids.next("dec_"),
        time,
        attempt,
        service.identity.token(),
        service.identity,
        null,
        service.routes.get(which),
        action,
        service.context,
        assessment,
        judgement,
        new Verdict.Allow(),
        service.identity.token().scopes(),
        List.of(),
        41 + number % 7);
  }
}
