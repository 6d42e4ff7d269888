package dev.warder;

import dev.warder.gateway.CredentialPlace;
import dev.warder.gateway.Directory;
import dev.warder.gateway.DoorSettings;
import dev.warder.gateway.ProofSettings;
import dev.warder.http.Endpoint;
import dev.warder.http.Listening;
import dev.warder.model.Cidr;
import dev.warder.stepup.Vouching;
import dev.warder.token.ForeignTokens;
import dev.warder.token.Nonces;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a test house is built from.
///
/// @param routes scopes by pattern, in order
/// @param more endpoints besides the gateways' doors
public record Plan(
    Listening listening,
    DoorSettings doors,
    Map<String, List<String>> routes,
    String policy,
    Directory directory,
    Function<House, List<Endpoint>> more,
    ForeignTokens foreign,
    @Nullable Nonces nonces,
    Vouching vouching) {

  /// Rules that are driven by the path, so that each verdict can be had at will.
  private static final String POLICY =
      """
      apiVersion: warder.dev/v1
      kind: Policy
      mode: enforce
      rules:
        - id: proof-please
          when: request.path == "/do/proof"
          then: {stepUp: {acr: mfa, maxAge: 15m}}
        - id: not-so-fast
          when: request.path == "/do/slow"
          then: {throttle: {requests: 1, per: 1m}}
        - id: shut
          when: request.path == "/do/shut"
          then: deny
        - id: less
          when: request.path == "/do/less"
          then: {restrict: {methods: [GET, HEAD], scopes: ["*:read"]}}
      """;

  private static final Listening.Limits LIMITS =
      new Listening.Limits(
          100,
          Duration.ofSeconds(20),
          32 * 1024,
          1024 * 1024,
          Duration.ofSeconds(20),
          Duration.ofSeconds(20),
          Duration.ZERO);

  public static final Plan DEFAULT =
      new Plan(
          new Listening("127.0.0.1", 0, null, null, LIMITS),
          new DoorSettings(
              List.of(new CredentialPlace.Bearer()),
              List.of(cidr("127.0.0.0/8"), cidr("::1/128")),
              List.of("accept-language"),
              null,
              Duration.ofSeconds(5)),
          guarded(),
          POLICY,
          Directory.EMPTY,
          house -> List.of(),
          ForeignTokens.NONE,
          null,
          Vouching.NONE);

  private static Map<String, List<String>> guarded() {
    Map<String, List<String>> routes = new LinkedHashMap<>();
    routes.put("GET /orders/{id}", List.of("orders:read"));
    routes.put("* /admin/**", List.of("admin"));
    routes.put("GET /public/**", List.of());
    routes.put("* secret.example.com/**", List.of("secrets"));
    routes.put("GET /do/{what}", List.of());
    return routes;
  }

  public static Cidr cidr(String text) {
    return Cidr.parse(text).orElseThrow();
  }

  public Plan with(Listening other) {
    return new Plan(other, doors, routes, policy, directory, more, foreign, nonces, vouching);
  }

  public Plan withTls(Listening.Tls tls) {
    return with(new Listening("127.0.0.1", 0, tls, null, LIMITS));
  }

  public Plan withLoopbackListener() {
    return with(new Listening("127.0.0.1", 0, null, 0, LIMITS));
  }

  public Plan withCredentials(CredentialPlace... places) {
    return new Plan(
        listening,
        new DoorSettings(
            List.of(places),
            doors.trustedProxies(),
            doors.headers(),
            doors.publicUrl(),
            doors.deadline()),
        routes,
        policy,
        directory,
        more,
        foreign,
        nonces,
        vouching);
  }

  public Plan withPublicUrl(String url) {
    return new Plan(
        listening,
        new DoorSettings(
            doors.credential(),
            doors.trustedProxies(),
            doors.headers(),
            URI.create(url),
            doors.deadline()),
        routes,
        policy,
        directory,
        more,
        foreign,
        nonces,
        vouching);
  }

  public Plan withPolicy(String yaml) {
    return new Plan(listening, doors, routes, yaml, directory, more, foreign, nonces, vouching);
  }

  public Plan withRoutes(Map<String, List<String>> others) {
    return new Plan(listening, doors, others, policy, directory, more, foreign, nonces, vouching);
  }

  public Plan withMore(Function<House, List<Endpoint>> endpoints) {
    return new Plan(
        listening, doors, routes, policy, directory, endpoints, foreign, nonces, vouching);
  }

  public Plan withDirectory(Directory known) {
    return new Plan(listening, doors, routes, policy, known, more, foreign, nonces, vouching);
  }

  /// Somebody vouches for people.
  public Plan withVouching(Vouching other) {
    return new Plan(listening, doors, routes, policy, directory, more, foreign, nonces, other);
  }

  public Plan withForeign(ForeignTokens others) {
    return new Plan(listening, doors, routes, policy, directory, more, others, nonces, vouching);
  }

  /// Proofs must hold a nonce.
  public Plan withNonces(Nonces asked, ProofSettings.NonceSource source) {
    DoorSettings offering =
        new DoorSettings(
            doors.credential(),
            doors.trustedProxies(),
            doors.headers(),
            doors.publicUrl(),
            doors.deadline(),
            new ProofSettings(null, source));
    return new Plan(listening, offering, routes, policy, directory, more, foreign, asked, vouching);
  }

  /// Gateways tell the client's certificate in this header.
  public Plan withCertificateHeader(String name) {
    DoorSettings believing =
        new DoorSettings(
            doors.credential(),
            doors.trustedProxies(),
            doors.headers(),
            doors.publicUrl(),
            doors.deadline(),
            new ProofSettings(name, () -> null));
    return new Plan(
        listening, believing, routes, policy, directory, more, foreign, nonces, vouching);
  }
}
