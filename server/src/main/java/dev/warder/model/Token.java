package dev.warder.model;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A token's record: everything known of it but its secret.
///
/// @param digest of the secret in force
/// @param previous the secret before the last rotation, while its grace lasts
/// @param ties what it depends on beyond itself
/// @param version counts the changes; an update names the version it was based on
public record Token(
    String id,
    Principal principal,
    String name,
    List<String> scopes,
    Instant createdAt,
    @Nullable Instant expiresAt,
    List<Cidr> allowCidrs,
    @Nullable RateLimit rateLimit,
    SortedMap<String, String> tags,
    TokenDigest digest,
    @Nullable Superseded previous,
    @Nullable Revocation revocation,
    Ties ties,
    long version) {
  /// The tag that says who answers for this token.
  public static final String OWNER_TAG = "owner";

  /// A secret that was rotated away, and until when it is still good.
  public record Superseded(TokenDigest digest, Instant until) {}

  /// When and why a token was revoked.
  public record Revocation(Instant at, String reason) {}

  public Token {
    scopes = List.copyOf(scopes);
    allowCidrs = List.copyOf(allowCidrs);
    tags =
        tags.isEmpty()
            ? Collections.emptySortedMap()
            : Collections.unmodifiableSortedMap(new TreeMap<>((Map<String, String>) tags));
  }

  /// One that depends on nothing but itself.
  public Token(
      String id,
      Principal principal,
      String name,
      List<String> scopes,
      Instant createdAt,
      @Nullable Instant expiresAt,
      List<Cidr> allowCidrs,
      @Nullable RateLimit rateLimit,
      SortedMap<String, String> tags,
      TokenDigest digest,
      @Nullable Superseded previous,
      @Nullable Revocation revocation,
      long version) {
    this(
        id,
        principal,
        name,
        scopes,
        createdAt,
        expiresAt,
        allowCidrs,
        rateLimit,
        tags,
        digest,
        previous,
        revocation,
        Ties.NONE,
        version);
  }

  /// Whose buckets it is charged to: a child shares those of its eldest.
  public String account() {
    return ties.root().isEmpty() ? id : ties.root();
  }

  public boolean isExpiredAt(Instant now) {
    return expiresAt != null && !now.isBefore(expiresAt);
  }

  /// Whether it stands in a store; one that somebody else issued, or that was asserted, does not.
  public boolean isKept() {
    return version > 0;
  }

  public boolean isRevoked() {
    return revocation != null;
  }
}
