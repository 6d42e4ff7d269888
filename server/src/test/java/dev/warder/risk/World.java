package dev.warder.risk;

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
import dev.warder.model.Identity;
import dev.warder.model.NetworkClass;
import dev.warder.model.Place;
import dev.warder.model.Principal;
import dev.warder.model.PrincipalKind;
import dev.warder.model.Token;
import dev.warder.model.TokenDigest;
import dev.warder.model.Verdict;
import dev.warder.store.memory.MemoryProfileStore;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A risk engine with calls to feed it.
final class World {
  static final Instant MONDAY = Instant.parse("2026-11-02T00:00:00Z");

  static final Spot BERLIN = spot("DE", 3320, "91.0.17.20", "Europe/Berlin");
  static final Spot BERLIN_CAFE = spot("DE", 6830, "178.1.40.9", "Europe/Berlin");
  static final Spot BUCHAREST = spot("RO", 9009, "146.70.1.77", "Europe/Bucharest");
  static final Spot BUCHAREST_HOSTING =
      new Spot(BUCHAREST.place, NetworkClass.HOSTING, BUCHAREST.address);
  static final Client CHROME = client("Chrome", "131", "Windows", Client.Kind.BROWSER);
  static final Client AWS_CLI = client("aws-cli", "2.13.5", "python/linux", Client.Kind.SDK);
  static final Client PYTHON = client("python-requests", "2.31", "python/linux", Client.Kind.SDK);
  static final Client CURL = client("curl", "8.5.0", "", Client.Kind.TOOL);

  final RiskModel model = ModelFile.bundled();
  final MemoryProfileStore store = new MemoryProfileStore();
  final RiskEngine engine = new RiskEngine(model, Levels.DEFAULT, store, InstantSource.system());
  final List<Decision> journal = new ArrayList<>();
  long seq;

  record Spot(Place place, NetworkClass network, Address address) {
    Spot at(String address) {
      return new Spot(place, network, Address.parse(address).orElseThrow());
    }
  }

  static Spot spot(String country, long asn, String address, String zone) {
    return new Spot(
        new Place(country, null, asn, "AS" + asn, null, ZoneId.of(zone)),
        NetworkClass.RESIDENTIAL,
        Address.parse(address).orElseThrow());
  }

  static Client client(String product, String version, String platform, Client.Kind kind) {
    return new Client(
        product, version, platform, platform, kind, product + "/" + version + " " + platform);
  }

  static Action action(String route) {
    String[] parts = route.split(" ");
    String group = "/" + parts[1].split("/")[1];
    String methods =
        switch (parts[0]) {
          case "GET" -> "read";
          case "DELETE" -> "delete";
          default -> "write";
        };
    return new Action(parts[0], methods, group, parts[1]);
  }

  static Identity identity(String principal, PrincipalKind kind) {
    return identity(principal, kind, "tok_" + principal);
  }

  static Identity identity(String principal, PrincipalKind kind, String tokenId) {
    Token token =
        new Token(
            tokenId,
            new Principal(principal, kind),
            tokenId,
            List.of(),
            MONDAY,
            null,
            List.of(),
            null,
            new TreeMap<>(),
            new TokenDigest("k", new byte[32]),
            null,
            null,
            0);
    return new Identity(token, Assurance.TOKEN_ONLY);
  }

  static Attempt attempt(Instant time, Spot spot, Client client, String route) {
    String[] parts = route.split(" ");
    return new Attempt(
        time,
        "gw",
        new Credential.Absent(),
        parts[0],
        "https",
        "api.example.com",
        new CanonicalPath(parts[1].replace("{id}", "7"), null),
        spot.address,
        Map.of("user-agent", client.userAgent()),
        null);
  }

  static Context context(Spot spot, Client client) {
    return new Context(spot.place, spot.network, client, List.of());
  }

  Assessment score(Identity who, Instant time, Spot spot, Client client, String route) {
    return engine.assess(
        who, attempt(time, spot, client, route), context(spot, client), action(route));
  }

  /// One call that is allowed, whatever its score.
  Assessment call(Identity who, Instant time, Spot spot, Client client, String route) {
    return call(who, time, spot, client, route, new Verdict.Allow());
  }

  Assessment call(
      Identity who, Instant time, Spot spot, Client client, String route, Verdict verdict) {
    Assessment assessment = score(who, time, spot, client, route);
    Decision decision =
        new Decision(
            "dec_" + seq,
            time,
            attempt(time, spot, client, route),
            who.token(),
            who,
            null,
            null,
            action(route),
            context(spot, client),
            assessment,
            null,
            verdict,
            List.of(),
            List.of(),
            0);
    journal.add(decision);
    engine.learn(decision, seq++);
    return assessment;
  }
}
