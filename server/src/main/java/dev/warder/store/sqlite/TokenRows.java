package dev.warder.store.sqlite;

import dev.warder.model.Cidr;
import dev.warder.model.Principal;
import dev.warder.model.PrincipalKind;
import dev.warder.model.RateLimit;
import dev.warder.model.Ties;
import dev.warder.model.Token;
import dev.warder.model.TokenDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
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
  /// Columns are read by their number: by name, loading a large table takes twice as long.
  private static final String SELECT =
      "SELECT t.id, principal, kind, name, scopes, created_at, expires_at, allow_cidrs,"
          + " rate_requests, rate_millis, tags, digest_key, digest, previous_key, previous_digest,"
          + " previous_until, revoked_at, revocation_reason, version, ties"
          + " FROM token t JOIN principal p ON p.id = t.principal";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<TreeMap<String, String>> TAGS = new TypeReference<>() {};

  private final Shared<List<String>> scopes = new Shared<>(TokenRows::words);
  private final Shared<List<Cidr>> cidrs = new Shared<>(TokenRows::cidrs);
  private final Shared<TreeMap<String, String>> tags =
      new Shared<>(text -> JSON.readValue(text, TAGS));
  private final Shared<Ties> ties = new Shared<>(TieRows::read);
  private final Shared<String> keyIds = new Shared<>(same -> same);
  private final Map<PrincipalKind, Shared<Principal>> principals =
      new EnumMap<>(PrincipalKind.class);

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
        "INSERT INTO token (principal, created_at, ties, name, scopes, expires_at, allow_cidrs,"
            + " rate_requests, rate_millis, tags, digest_key, digest, previous_key,"
            + " previous_digest, previous_until, revoked_at, revocation_reason, version, id)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        Stream.concat(first(t), Stream.of(changeable(t))).toArray());
  }

  /// What stays as it was made.
  private static Stream<@Nullable Object> first(Token t) {
    return Stream.<@Nullable Object>of(
        t.principal().id(), millis(t.createdAt()), TieRows.text(t.ties()));
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
    int rate = row.getInt(9);
    Instant previousUntil = instant(row, 16);
    Instant revokedAt = instant(row, 17);
    String tied = row.getString(20);
    return new Token(
        row.getString(1),
        principal(row.getString(2), row.getString(3)),
        row.getString(4),
        scopes.of(row.getString(5)),
        Instant.ofEpochMilli(row.getLong(6)),
        instant(row, 7),
        cidrs.of(row.getString(8)),
        rate == 0 ? null : new RateLimit(rate, Duration.ofMillis(row.getLong(10))),
        tags.of(row.getString(11)),
        digest(row, 12),
        previousUntil == null ? null : new Token.Superseded(digest(row, 14), previousUntil),
        revokedAt == null ? null : new Token.Revocation(revokedAt, row.getString(18)),
        tied == null ? Ties.NONE : ties.of(tied),
        row.getLong(19));
  }

  private TokenDigest digest(ResultSet row, int column) throws SQLException {
    return new TokenDigest(keyIds.of(row.getString(column)), row.getBytes(column + 1));
  }

  private Principal principal(String id, String kind) {
    return principals
        .computeIfAbsent(
            PrincipalKind.of(kind).orElseThrow(), k -> new Shared<>(name -> new Principal(name, k)))
        .of(id);
  }

  /// A network that cannot be read must not become none at all: that would be good from anywhere.
  private static List<Cidr> cidrs(String text) {
    return words(text).stream().map(word -> Cidr.parse(word).orElseThrow()).toList();
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" "));
  }

  private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }

  private static @Nullable Long millis(@Nullable Instant instant) {
    return instant == null ? null : instant.toEpochMilli();
  }
}
