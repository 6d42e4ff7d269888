package dev.warder.store.sqlite;

import dev.warder.model.Cidr;
import dev.warder.model.Principal;
import dev.warder.model.PrincipalKind;
import dev.warder.model.RateLimit;
import dev.warder.model.Token;
import dev.warder.model.TokenDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Tokens as rows, and rows as tokens.
final class TokenRows {
  private static final String SELECT =
      "SELECT t.*, p.kind FROM token t JOIN principal p ON p.id = t.principal";
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<TreeMap<String, String>> TAGS = new TypeReference<>() {};

  /// Values that many tokens have in common: kept once, they halve the heap of a large store.
  private final Map<Object, Object> shared = new HashMap<>();

  private TokenRows() {}

  /// Answers how many there are.
  static long forEach(Handle h, Consumer<Token> consumer) {
    TokenRows rows = new TokenRows();
    try (Stream<Token> all = h.createQuery(SELECT).map((row, c) -> rows.token(row)).stream()) {
      return all.peek(consumer).mapToLong(token -> 1).sum();
    }
  }

  static Optional<Token> find(Handle h, String id) {
    TokenRows rows = new TokenRows();
    return h.createQuery(SELECT + " WHERE t.id = ?")
        .bind(0, id)
        .map((row, c) -> rows.token(row))
        .findOne();
  }

  /// Registers the principal where it is new, and answers the kind that it has.
  static PrincipalKind kindOf(Handle h, Principal principal) {
    h.execute(
        "INSERT INTO principal (id, kind) VALUES (?, ?) ON CONFLICT DO NOTHING",
        principal.id(),
        principal.kind().wire());
    return h.createQuery("SELECT kind FROM principal WHERE id = ?")
        .bind(0, principal.id())
        .map((row, c) -> PrincipalKind.of(row.getString(1)).orElseThrow())
        .one();
  }

  static void insert(Handle h, Token t) {
    h.execute(
        "INSERT INTO token (principal, created_at, name, scopes, expires_at, allow_cidrs,"
            + " rate_requests, rate_millis, tags, digest_key, digest, previous_key,"
            + " previous_digest, previous_until, revoked_at, revocation_reason, version, id)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        Stream.concat(
                Stream.of(t.principal().id(), millis(t.createdAt())), Stream.of(changeable(t)))
            .toArray());
  }

  /// Whether there was a row of the version before.
  static boolean update(Handle h, Token after) {
    return h.execute(
            "UPDATE token SET name = ?, scopes = ?, expires_at = ?, allow_cidrs = ?,"
                + " rate_requests = ?, rate_millis = ?, tags = ?, digest_key = ?, digest = ?,"
                + " previous_key = ?, previous_digest = ?, previous_until = ?, revoked_at = ?,"
                + " revocation_reason = ?, version = ? WHERE id = ? AND version = ?",
            Stream.concat(Stream.of(changeable(after)), Stream.of(after.version() - 1)).toArray())
        == 1;
  }

  private static @Nullable Object[] changeable(Token t) {
    RateLimit rate = t.rateLimit();
    Token.Superseded previous = t.previous();
    Token.Revocation revocation = t.revocation();
    return new @Nullable Object[] {
      t.name(),
      String.join(" ", t.scopes()),
      millis(t.expiresAt()),
      String.join(" ", t.allowCidrs().stream().map(Cidr::toString).toList()),
      rate == null ? null : rate.requests(),
      rate == null ? null : rate.per().toMillis(),
      JSON.writeValueAsString(t.tags()),
      t.digest().keyId(),
      t.digest().bytes(),
      previous == null ? null : previous.digest().keyId(),
      previous == null ? null : previous.digest().bytes(),
      previous == null ? null : millis(previous.until()),
      revocation == null ? null : millis(revocation.at()),
      revocation == null ? null : revocation.reason(),
      t.version(),
      t.id()
    };
  }

  private Token token(ResultSet row) throws SQLException {
    int rate = row.getInt("rate_requests");
    Instant previousUntil = instant(row, "previous_until");
    Instant revokedAt = instant(row, "revoked_at");
    return new Token(
        row.getString("id"),
        share(new Principal(row.getString("principal"), kind(row))),
        row.getString("name"),
        share(words(row.getString("scopes"))),
        Instant.ofEpochMilli(row.getLong("created_at")),
        instant(row, "expires_at"),
        share(words(row.getString("allow_cidrs")).stream().map(TokenRows::cidr).toList()),
        rate == 0
            ? null
            : share(new RateLimit(rate, Duration.ofMillis(row.getLong("rate_millis")))),
        JSON.readValue(row.getString("tags"), TAGS),
        digest(row, "digest_key", "digest"),
        previousUntil == null
            ? null
            : new Token.Superseded(digest(row, "previous_key", "previous_digest"), previousUntil),
        revokedAt == null
            ? null
            : new Token.Revocation(revokedAt, row.getString("revocation_reason")),
        row.getLong("version"));
  }

  private TokenDigest digest(ResultSet row, String key, String bytes) throws SQLException {
    return new TokenDigest(share(row.getString(key)), row.getBytes(bytes));
  }

  @SuppressWarnings("unchecked") // equal values of one class
  private <T> T share(T value) {
    return (T) shared.computeIfAbsent(value, same -> same);
  }

  private static PrincipalKind kind(ResultSet row) throws SQLException {
    String wire = row.getString("kind");
    return PrincipalKind.of(wire)
        .orElseThrow(() -> new SQLException("no such kind of principal: " + wire));
  }

  /// A network that cannot be read must not become none at all: that would be good from anywhere.
  private static Cidr cidr(String text) {
    return Cidr.parse(text).orElseThrow(() -> new IllegalStateException("no network: " + text));
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" "));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }

  private static @Nullable Long millis(@Nullable Instant instant) {
    return instant == null ? null : instant.toEpochMilli();
  }
}
