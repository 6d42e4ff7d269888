package dev.warder.token;

import dev.warder.model.Fault;
import dev.warder.model.IdSource;
import dev.warder.model.PrincipalKind;
import dev.warder.model.Secret;
import dev.warder.model.Token;
import dev.warder.model.TokenDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Makes, lists, changes, rotates and revokes tokens.
///
/// Every change is prepared first and made by `Prepared.commit`, so that it can be journaled in
/// between.
public final class Tokens {
  private static final int SHA256_HEX = 64;
  private static final int LONGEST_PAGE = 1000;

  private final TokenStore store;
  private final Peppers peppers;
  private final Cursors cursors;
  private final IdSource ids;
  private final RandomGenerator random;
  private final InstantSource clock;

  /// @param random where secrets come from: a `SecureRandom`, but for tests
  public Tokens(
      TokenStore store,
      Peppers peppers,
      IdSource ids,
      RandomGenerator random,
      InstantSource clock) {
    this.store = store;
    this.peppers = peppers;
    this.cursors = new Cursors(peppers);
    this.ids = ids;
    this.random = random;
    this.clock = clock;
  }

  /// A new token with a new secret.
  ///
  /// @param key absent where the caller does not mean to repeat the call
  /// @throws Fault.Conflict where the principal is of another kind
  /// @throws Fault.Unprocessable where the key was used for something else
  public Prepared<Issued> create(NewToken wanted, @Nullable IdempotencyKey key) {
    Secret secret = TokenFormat.generate(random);
    Token token = token(wanted, peppers.digest(secret.reveal()));
    return insert(token, secret, key, wanted.fingerprint("create").hex());
  }

  /// A token for a key that somebody else issued, known by its SHA-256 alone.
  ///
  /// The key itself must not begin with `wrd_`; one that does would never be recognised.
  ///
  /// @param sha256 64 hexadecimal digits: of the key's bytes in UTF-8
  /// @throws Fault.Conflict where the key is there already, or its principal is of another kind
  public Prepared<Issued> importKey(NewToken wanted, String sha256, @Nullable IdempotencyKey key) {
    byte[] hash = parse(sha256);
    String bodyHash = wanted.fingerprint("import").add(HexFormat.of().formatHex(hash)).hex();
    Optional<Creation> earlier = key == null ? Optional.empty() : store.creation(key);
    if (earlier.isEmpty() && peppers.recogniseImported(hash, store.index()).isPresent()) {
      throw new Fault.Conflict("this key was imported before");
    }
    return insert(token(wanted, peppers.digestOfImported(hash)), null, key, bodyHash);
  }

  /// A child of a token, which ends with it.
  ///
  /// @param actor the token of who shall use it for its principal; absent where that is itself
  /// @throws Fault.Invalid where it would be wider than its parent
  public Prepared<Issued> exchange(Token parent, @Nullable Token actor, ChildRequest wanted) {
    return create(Children.of(parent, actor, wanted, store.index(), now()), null);
  }

  public Token find(String id) {
    return store.index().find(id).orElseThrow(() -> new Fault.NotFound("no such token"));
  }

  /// Ids of the tokens that one ends with; none where there is no such token.
  public List<String> parentsOf(String id) {
    return store.index().find(id).map(token -> token.ties().parents()).orElse(List.of());
  }

  /// How a token stands now, with all that it depends on.
  public TokenState state(Token token, Principals principals) {
    return new TokenStates(principals, store.index()).of(token, now());
  }

  /// How many there are, revoked and expired ones too.
  public int count() {
    return store.index().size();
  }

  /// Tokens in the order in which they were made.
  ///
  /// @param limit 1 to 1000
  /// @param cursor what an earlier page of the same list named as its next
  /// @throws Fault.Invalid where the cursor is not from there
  public TokenPage list(TokenFilter filter, int limit, @Nullable String cursor) {
    if (limit < 1 || limit > LONGEST_PAGE) {
      throw new Fault.Invalid("a page has 1 to " + LONGEST_PAGE + " tokens");
    }
    String list = "tokens:" + filter.fingerprint();
    String after = cursor == null ? null : cursors.open(list, cursor);
    List<Token> found = store.list(filter, after, limit + 1);
    if (found.size() <= limit) {
      return new TokenPage(found, null);
    }
    List<Token> page = found.subList(0, limit);
    return new TokenPage(page, cursors.seal(list, page.getLast().id()));
  }

  /// @param version which the caller's view is based on; absent to change what is there
  /// @throws Fault.Stale where the token has another version
  /// @throws Fault.Conflict where the token is revoked or expired
  public Prepared<Token> change(String id, TokenChange change, @Nullable Long version) {
    Token before = find(id);
    if (version != null && version != before.version()) {
      throw stale();
    }
    Instant now = now();
    requireUsable(before, now);
    if (!before.ties().parents().isEmpty() && !change.isNameOnly()) {
      throw new Fault.Invalid("a child of a token is what it is: exchange its parent again");
    }
    return replacement(before, TokenEdits.changed(before, change, now));
  }

  /// Gives a token a new secret. The old one stays good for the grace, the one before it no longer.
  ///
  /// @param grace zero (the careful choice) to 30 days
  /// @throws Fault.Conflict where the token is revoked or expired
  public Prepared<Issued> rotate(String id, Duration grace) {
    TokenRules.grace(grace);
    Token before = find(id);
    Instant now = now();
    requireUsable(before, now);
    Secret secret = TokenFormat.generate(random);
    TokenDigest digest = peppers.digest(secret.reveal());
    Token after =
        TokenEdits.rotated(before, digest, now.plus(grace).truncatedTo(ChronoUnit.MILLIS));
    return new Prepared<>(
        before,
        after,
        () -> {
          replace(after);
          return new Issued(after, secret, false);
        });
  }

  /// Ends a token for good, from the next decision on. Revoking again keeps the first reason.
  ///
  /// Committing wins over changes that were made meanwhile.
  ///
  /// @param reason at most 200 printable characters; may be empty
  public Prepared<Token> revoke(String id, String reason) {
    TokenRules.reason(reason);
    Token before = find(id);
    if (before.isRevoked()) {
      return new Prepared<>(before, before, () -> find(id));
    }
    Token.Revocation revocation = new Token.Revocation(now(), reason);
    return new Prepared<>(
        before, TokenEdits.revoked(before, revocation), () -> commitRevocation(id, revocation));
  }

  private Token commitRevocation(String id, Token.Revocation revocation) {
    while (true) {
      Token current = find(id);
      if (current.isRevoked()) {
        return current;
      }
      Token after = TokenEdits.revoked(current, revocation);
      if (store.replace(after)) {
        return after;
      }
    }
  }

  private Prepared<Issued> insert(
      Token token, @Nullable Secret secret, @Nullable IdempotencyKey key, String bodyHash) {
    if (key != null) {
      Optional<Creation> earlier = store.creation(key);
      if (earlier.isPresent()) {
        Issued repeated = repeated(earlier.get(), bodyHash);
        return new Prepared<>(repeated.token(), repeated.token(), () -> repeated);
      }
    }
    PrincipalKind kind = token.principal().kind();
    store.index().kindOf(token.principal().id()).filter(k -> k != kind).ifPresent(this::refuseKind);
    CreationRequest request = key == null ? null : new CreationRequest(key, bodyHash);
    return new Prepared<>(null, token, () -> commitInsert(token, secret, request, bodyHash));
  }

  private Issued commitInsert(
      Token token, @Nullable Secret secret, @Nullable CreationRequest request, String bodyHash) {
    return switch (store.insert(token, request)) {
      case Insertion.Stored() -> new Issued(token, secret, false);
      case Insertion.Repeated(Creation earlier) -> repeated(earlier, bodyHash);
      case Insertion.OtherKind(PrincipalKind kind) -> throw otherKind(kind);
      case Insertion.Taken() -> throw new Fault.Conflict("this token is there already");
    };
  }

  private static Issued repeated(Creation earlier, String bodyHash) {
    if (!earlier.bodyHash().equals(bodyHash)) {
      throw new Fault.Unprocessable("this Idempotency-Key was used for another request");
    }
    return new Issued(earlier.token(), null, true);
  }

  /// Where `after` is `before` itself, there is nothing to store.
  @SuppressWarnings("ReferenceEquality")
  private Prepared<Token> replacement(Token before, Token after) {
    return new Prepared<>(
        before,
        after,
        () -> {
          if (after != before) {
            replace(after);
          }
          return after;
        });
  }

  private void replace(Token after) {
    if (!store.replace(after)) {
      throw stale();
    }
  }

  private Token token(NewToken wanted, TokenDigest digest) {
    Instant now = now();
    Duration ttl = wanted.ttl();
    return new Token(
        ids.next("tok_"),
        wanted.principal(),
        wanted.name(),
        wanted.scopes(),
        now,
        ttl == null ? null : now.plus(ttl).truncatedTo(ChronoUnit.MILLIS),
        wanted.allowCidrs(),
        wanted.rateLimit(),
        new TreeMap<>(wanted.tags()),
        digest,
        null,
        null,
        wanted.ties(),
        1);
  }

  /// In milliseconds, as records and stores have it.
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static void requireUsable(Token token, Instant now) {
    if (token.isRevoked()) {
      throw new Fault.Conflict("the token is revoked, which is final: create another");
    }
    if (token.isExpiredAt(now)) {
      throw new Fault.Conflict("the token has expired: create another");
    }
  }

  private static byte[] parse(String sha256) {
    if (sha256.length() != SHA256_HEX || !sha256.chars().allMatch(HexFormat::isHexDigit)) {
      throw new Fault.Invalid("a SHA-256 has 64 hexadecimal digits");
    }
    return HexFormat.of().parseHex(sha256);
  }

  private void refuseKind(PrincipalKind kind) {
    throw otherKind(kind);
  }

  private static Fault.Conflict otherKind(PrincipalKind kind) {
    return new Fault.Conflict("this principal exists as a " + kind.wire());
  }

  private static Fault.Stale stale() {
    return new Fault.Stale("the token changed meanwhile: read it again");
  }
}
