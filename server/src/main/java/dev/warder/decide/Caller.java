package dev.warder.decide;

import dev.warder.model.Fault;
import java.util.Set;

/// Who calls Warder itself: a gateway, an operator, a program that manages tokens.
///
/// @param tokenId the caller's own token; `certificate` where a client certificate proved it, and
///   `loopback` where it came in by the loopback listener
public record Caller(String tokenId, String principal, Set<String> scopes) {
  public static final String ADMIN = "warder:admin";
  public static final String DECIDE = "warder:decide";
  public static final String ASSERT = "warder:assert";
  public static final String REPLAY = "warder:replay";

  public Caller {
    scopes = Set.copyOf(scopes);
  }

  /// `warder:admin` stands for all scopes.
  public boolean has(String scope) {
    return scopes.contains(scope) || scopes.contains(ADMIN);
  }

  public void require(String scope) {
    if (!has(scope)) {
      throw new Fault.Forbidden(scope);
    }
  }
}
