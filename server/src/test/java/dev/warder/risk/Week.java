package dev.warder.risk;

import dev.warder.model.Assessment;
import dev.warder.model.Client;
import dev.warder.model.Identity;
import dev.warder.model.PrincipalKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/// A week or more of ordinary traffic: people in offices and homes, services, agents.
final class Week {
  private static final String[] COUNTRIES = {"DE", "DE", "DE", "FR", "US", "GB"};
  private static final String[] ZONES = {
    "Europe/Berlin",
    "Europe/Berlin",
    "Europe/Berlin",
    "Europe/Paris",
    "America/New_York",
    "Europe/London"
  };
  private static final String[] ROUTES = {
    "GET /orders",
    "GET /orders/{id}",
    "POST /orders",
    "GET /customers/{id}",
    "GET /invoices",
    "GET /invoices/{id}",
    "GET /products",
    "GET /products/{id}",
    "PUT /customers/{id}",
    "GET /reports",
    "GET /stock",
    "POST /stock",
    "GET /profile",
    "GET /search"
  };

  private final Random random;
  private final World world;

  /// Scores of calls of principals of whom at least so much was learned.
  final List<Integer> seasoned = new ArrayList<>();

  final List<Assessment> all = new ArrayList<>();

  Week(World world, long seed) {
    this.world = world;
    random = new Random(seed);
  }

  private record Call(Instant time, Identity who, World.Spot spot, Client client, String route) {}

  /// Plays `people` persons, half as many services and agents each, for so many days.
  void play(int people, int days) {
    List<Call> calls = new ArrayList<>();
    calls.addAll(alice(days));
    for (int i = 0; i < people; i++) {
      calls.addAll(person(i, days));
    }
    for (int i = 0; i < people / 2; i++) {
      calls.addAll(service(i, days));
      calls.addAll(agent(i, days));
    }
    calls.sort(Comparator.comparing(Call::time));
    for (Call call : calls) {
      Assessment assessment = world.call(call.who, call.time, call.spot, call.client, call.route);
      all.add(assessment);
      if (assessment.risk().learned() >= 50) {
        seasoned.add(assessment.risk().score());
      }
    }
  }

  /// One whom the tests know: Berlin, one address, Chrome, office hours.
  static final Identity ALICE = World.identity("alice", PrincipalKind.USER);

  private List<Call> alice(int days) {
    List<Call> calls = new ArrayList<>();
    for (int day = 0; day < days; day++) {
      if (day % 7 < 5) {
        for (int visit = 0; visit < 5; visit++) {
          visit(calls, ALICE, day, 8 + visit * 2, World.BERLIN, World.CHROME, routes(0, 5));
        }
      }
    }
    return calls;
  }

  private List<Call> person(int index, int days) {
    int where = random.nextInt(COUNTRIES.length);
    Identity who = World.identity("person" + index, PrincipalKind.USER);
    World.Spot home = spot(where, 100 + random.nextInt(8), index);
    World.Spot office = spot(where, 200 + random.nextInt(4), 1);
    String version = random.nextBoolean() ? "131" : "130";
    Client client =
        switch (random.nextInt(4)) {
          case 0 -> World.client("Firefox", version, "Linux", Client.Kind.BROWSER);
          case 1 -> World.client("Chrome", version, "macOS", Client.Kind.BROWSER);
          default -> World.client("Chrome", version, "Windows", Client.Kind.BROWSER);
        };
    String[] routes = routes(random.nextInt(8), 6);
    List<Call> calls = new ArrayList<>();
    for (int day = 0; day < days; day++) {
      if (day == 4) {
        client = World.client(client.product(), "132", client.platform(), client.kind());
      }
      int visits = day % 7 < 5 ? 3 + random.nextInt(4) : random.nextInt(2);
      for (int visit = 0; visit < visits; visit++) {
        int hour = 6 + random.nextInt(14);
        World.Spot spot = random.nextInt(3) == 0 ? home : office;
        if (random.nextInt(60) == 0) {
          spot = spot(where, 300 + random.nextInt(30), random.nextInt(5000));
        }
        visit(calls, who, day, hour, spot, client, routes);
      }
    }
    return calls;
  }

  private List<Call> service(int index, int days) {
    Identity who = World.identity("service" + index, PrincipalKind.SERVICE);
    World.Spot rack = spot(index % 4, 400 + index % 3, 10 + index);
    Client client =
        index % 2 == 0
            ? World.PYTHON
            : World.client("Go-http-client", "2.0", "go", Client.Kind.SDK);
    List<Call> calls = new ArrayList<>();
    for (int hour = 0; hour < days * 24; hour++) {
      visit(calls, who, hour / 24, hour % 24, rack, client, routes(index, 2));
    }
    return calls;
  }

  private List<Call> agent(int index, int days) {
    Identity who = World.identity("agent" + index, PrincipalKind.AGENT);
    Client client = World.client("Claude-User", "1.0", "node", Client.Kind.AGENT);
    List<Call> calls = new ArrayList<>();
    for (int day = 0; day < days; day++) {
      for (int visit = 0; visit < 6; visit++) {
        World.Spot cloud = spot(4, 500 + random.nextInt(2), random.nextInt(20));
        visit(calls, who, day, random.nextInt(24), cloud, client, routes(index, 8));
      }
    }
    return calls;
  }

  private void visit(
      List<Call> into,
      Identity who,
      int day,
      int hour,
      World.Spot spot,
      Client client,
      String[] routes) {
    Instant time =
        World.MONDAY
            .plus(Duration.ofDays(day))
            .plus(Duration.ofHours(hour))
            .plusSeconds(random.nextInt(1800));
    int calls = 2 + random.nextInt(5);
    for (int i = 0; i < calls; i++) {
      time = time.plusSeconds(1 + random.nextInt(60));
      String route = routes[random.nextInt(routes.length)];
      into.add(
          new Call(
              time,
              who,
              spot,
              client,
              random.nextInt(100) == 0 ? ROUTES[random.nextInt(ROUTES.length)] : route));
    }
  }

  private static String[] routes(int from, int count) {
    String[] chosen = new String[count];
    for (int i = 0; i < count; i++) {
      chosen[i] = ROUTES[(from + i) % ROUTES.length];
    }
    return chosen;
  }

  private static World.Spot spot(int where, int asn, int host) {
    String address = "88." + asn % 250 + "." + (host / 250) % 250 + "." + host % 250;
    return World.spot(COUNTRIES[where], asn * 10L + where, address, ZONES[where]);
  }
}
