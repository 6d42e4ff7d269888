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
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;

/// Decisions as they usually are: known keys of services, read calls, risk as the real engine
/// computes it after a few hundred calls of each, which it goes on to learn from. For one thread.
final class TypicalCall {
  private static final Instant START = Instant.parse("2026-11-23T10:00:00.123Z");
  private static final long MILLIS_APART = 7_919;
  private static final int LEARNED = 300;

  private final Population population;
  private final List<Service> services;
  private final Random random;
  private Instant time;
  private int number;

  private record Service(Identity identity, Address source, Context context, List<Asked> asked) {}

  private record Asked(Route route, Action action) {}

  /// @param part which of `parts` of the population call
  TypicalCall(Population population, int part, int parts) {
    this.population = population;
    List<Service> all = population.services;
    int first = all.size() < parts ? 0 : all.size() * part / parts;
    int end = all.size() < parts ? all.size() : all.size() * (part + 1) / parts;
    services = all.subList(first, end);
    random = new Random(part);
    time = population.learned;
  }

  /// Each service calls about every eight seconds, in no order.
  Decision next() {
    Decision call = decided(services.get(random.nextInt(services.size())));
    population.learn(call);
    time = time.plusMillis(MILLIS_APART / services.size());
    return call;
  }

  private Decision decided(Service service) {
    Asked asked = service.asked.get(random.nextInt(service.asked.size()));
    Action action = asked.action;
    Attempt attempt =
        new Attempt(
            time,
            "tok_01ARZ3NDEKTSV4RRFFQ69GATEW",
            new Credential.Absent(),
            "GET",
            "https",
            "api.example.com",
            new CanonicalPath(action.group() + "/" + (4_000 + number++), null),
            service.source,
            Map.of("user-agent", service.context.client().userAgent()),
            null);
    Assessment assessment =
        population.risk.assess(service.identity, attempt, service.context, action);
    return new Decision(
        population.ids.next("dec_"),
        time,
        attempt,
        service.identity.token(),
        service.identity,
        null,
        asked.route,
        action,
        service.context,
        assessment,
        population.judgement,
        new Verdict.Allow(),
        service.identity.token().scopes(),
        List.of(),
        41 + number % 7);
  }

  /// Services with addresses of their own. Networks, clients and routes are fewer, and one object
  /// each, as the rooms before make them.
  static final class Population {
    private static final List<String> COLLECTIONS =
        List.of("orders", "customers", "invoices", "parcels", "stock", "prices", "returns");

    private final RiskEngine risk =
        new RiskEngine(
            ModelFile.bundled(), Levels.DEFAULT, new MemoryProfileStore(), InstantSource.system());
    private final IdSource ids = new IdSource(InstantSource.system(), ThreadLocalRandom.current());
    private final Judgement judgement =
        new Judgement("sha256:" + "5f".repeat(32), List.of(), List.of(), null);
    private final Random random = new Random(1);
    private final List<Asked> asked = new ArrayList<>();
    private final Map<Integer, Place> places = new HashMap<>();
    private final Map<String, Client> clients = new HashMap<>();
    private final List<Service> services = new ArrayList<>();
    private Instant learned = START;
    private int seq;

    Population(int principals) {
      for (String collection : COLLECTIONS) {
        String template = "/" + collection + "/{id}";
        List<String> scopes = List.of(collection + ":read");
        asked.add(
            new Asked(
                new Route("GET " + template, scopes, Sensitivity.NORMAL, FailureMode.CLOSED),
                new Action("GET", "read", "/" + collection, template)));
      }
      for (int i = 0; i < principals; i++) {
        services.add(service("billing-export-" + i));
      }
      TypicalCall all = new TypicalCall(this, 0, 1);
      for (int i = 0; i < LEARNED * principals; i++) {
        all.next();
      }
      learned = all.time;
    }

    /// In a service, only the journal's thread learns.
    private synchronized void learn(Decision call) {
      risk.learn(call, seq++);
    }

    private Service service(String name) {
      Collections.shuffle(asked, random);
      String version = "2." + random.nextInt(20) + "." + random.nextInt(10);
      Context context =
          new Context(
              places.computeIfAbsent(3_320 + random.nextInt(40), Population::place),
              NetworkClass.RESIDENTIAL,
              clients.computeIfAbsent(version, Population::client),
              List.of("city"));
      Address source = Address.ofV4(0x5B00_0000 | random.nextInt(1 << 24));
      return new Service(identity(name), source, context, List.copyOf(asked.subList(0, 2)));
    }

    private static Place place(int asn) {
      return new Place("DE", null, asn, "Deutsche Telekom AG", null, ZoneId.of("Europe/Berlin"));
    }

    private static Client client(String version) {
      String agent = "aws-cli/" + version + " Python/3.11.4 Linux/5.15 exe/x86_64";
      return new Client("aws-cli", version, "python/linux", "linux", Client.Kind.SDK, agent);
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
  }
}
