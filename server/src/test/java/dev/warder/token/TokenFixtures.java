package dev.warder.token;

import dev.warder.model.Cidr;
import dev.warder.model.IdSource;
import dev.warder.model.Principal;
import dev.warder.model.PrincipalKind;
import dev.warder.model.Token;
import dev.warder.model.TokenDigest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Tokens, peppers and a clock for tests.
public final class TokenFixtures {
  public static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  public static final SecureRandom RANDOM = new SecureRandom();
  public static final Principal ALICE = new Principal("alice", PrincipalKind.USER);
  public static final Principal BILLING = new Principal("billing", PrincipalKind.SERVICE);

  private TokenFixtures() {}

  /// A clock that stands until it is told to go on.
  public static final class Clock implements InstantSource {
    private volatile Instant now = NOW;

    @Override
    public Instant instant() {
      return now;
    }

    public void advance(Duration by) {
      now = now.plus(by);
    }
  }

  public static Peppers peppers() {
    return peppers("1");
  }

  /// Each name is its own key.
  public static Peppers peppers(String... names) {
    return new Peppers(
        Arrays.stream(names)
            .map(n -> new Pepper(n, n.repeat(32).getBytes(StandardCharsets.US_ASCII)))
            .toList());
  }

  public static IdSource ids(InstantSource clock) {
    return new IdSource(clock, RANDOM);
  }

  public static NewToken wanted(Principal principal) {
    return NewToken.of(principal, "ci", List.of("orders:read"));
  }

  public static NewToken boundTo(String... cidrs) {
    List<Cidr> networks = Arrays.stream(cidrs).map(c -> Cidr.parse(c).orElseThrow()).toList();
    return new NewToken(ALICE, "", List.of(), null, networks, null, Map.of());
  }

  public static TokenDigest digest(String of) {
    return new TokenDigest("1", Peppers.sha256(of));
  }

  /// A bare record whose digest is that of its id.
  public static Token token(String id, Principal principal) {
    return new Token(
        id,
        principal,
        "",
        List.of(),
        NOW,
        null,
        List.of(),
        null,
        new TreeMap<>(),
        digest(id),
        null,
        null,
        1);
  }
}
