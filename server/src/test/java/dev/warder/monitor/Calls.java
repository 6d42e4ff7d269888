package dev.warder.monitor;

import dev.warder.model.*;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Calls as the monitor is told of them: usual ones, until something is said.
final class Calls {
  private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
  private static int made;

  String principal = "alice";
  String token = "tok_alice";
  List<String> held = List.of("orders:read");
  Map<String, String> tags = Map.of();
  Duration at = Duration.ZERO;
  String address = "203.0.113.7";
  long asn = 3320;
  String country = "DE";
  String product = "shop-web";
  String template = "/orders/{id}";
  String path = "/orders/1";
  Sensitivity sensitivity = Sensitivity.NORMAL;
  List<String> needed = List.of("orders:read");
  boolean newNetwork;
  boolean newClient;
  boolean newCountry;
  long learned = 100;
  @Nullable Duration proven;
  Verdict verdict = new Verdict.Allow();

  static Calls usual() {
    return new Calls();
  }

  static Calls of(String principal) {
    Calls calls = new Calls();
    calls.principal = principal;
    calls.token = "tok_" + principal;
    return calls;
  }

  Calls after(Duration since) {
    at = since;
    return this;
  }

  Calls to(String template, String path) {
    this.template = template;
    this.path = path;
    return this;
  }

  Calls from(String address, long asn, String country) {
    this.address = address;
    this.asn = asn;
    this.country = country;
    return this;
  }

  Calls abroad() {
    newNetwork = true;
    newCountry = true;
    newClient = true;
    product = "python-requests";
    return from("198.51.100.9", 9009, "RO");
  }

  Calls denied(Denial why) {
    verdict = new Verdict.Deny(why);
    return this;
  }

  Decision decision() {
    boolean known = !principal.isEmpty();
    boolean refused = verdict instanceof Verdict.Deny deny && deny.why() == Denial.INVALID_TOKEN;
    Token record = known ? record() : null;
    boolean identified = record != null && !refused;
    return new Decision(
        "dec_" + ++made,
        START.plus(at),
        attempt(),
        record,
        record != null && identified
            ? new Identity(record, new Assurance("mfa", proven == null ? null : START.plus(proven)))
            : null,
        refused ? Refusal.UNKNOWN : null,
        new Route("* " + template, needed, sensitivity, FailureMode.CLOSED),
        new Action("GET", "read", "/orders", template),
        identified ? context() : null,
        identified ? assessment() : null,
        null,
        verdict,
        List.of(),
        List.of(),
        50);
  }

  private Attempt attempt() {
    return new Attempt(
        START.plus(at),
        "tok_gateway",
        Credential.of("wrd_x"),
        "GET",
        "https",
        "api.example.com",
        new CanonicalPath(path, null),
        Address.parse(address).orElseThrow(),
        Map.of("user-agent", product + "/1.0"),
        null);
  }

  private Token record() {
    return new Token(
        token,
        new Principal(principal, PrincipalKind.USER),
        "",
        held,
        START.minus(Duration.ofDays(100)),
        null,
        List.of(),
        null,
        new TreeMap<>(tags),
        new TokenDigest("p1", new byte[] {1}),
        null,
        null,
        1);
  }

  private Context context() {
    return new Context(
        new Place(country, null, asn, "AS" + asn, null, null),
        NetworkClass.RESIDENTIAL,
        new Client(product, "1.0", "", "", Client.Kind.TOOL, product + "/1.0"),
        List.of());
  }

  private Assessment assessment() {
    Risk risk = new Risk("m", 0, 0, 0, RiskLevel.LOW, 1, learned, List.of(), new ArrayList<>());
    return new Assessment(
        risk,
        Rates.NONE,
        new Familiarity(newCountry, newNetwork, newClient),
        new LocalTime(10, 1, java.time.ZoneOffset.UTC));
  }
}
