package dev.warder.react;

import dev.warder.model.Fault;
import dev.warder.model.Token;
import dev.warder.policy.IncidentFacts;
import dev.warder.policy.Reaction;
import dev.warder.token.TokenFilter;
import dev.warder.token.TokenPage;
import dev.warder.token.Tokens;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds out whom a reaction hits.
final class Targets {
  private static final int PAGE = 1_000;

  private final Tokens tokens;

  Targets(Tokens tokens) {
    this.tokens = tokens;
  }

  /// The tokens that the incident names, or the principals that it is about: an incident of a
  /// network is about those whose tokens it names.
  Set<String> of(Reaction.Whom whom, IncidentFacts incident) {
    return switch (whom) {
      case TOKEN -> new LinkedHashSet<>(incident.tokens());
      case PRINCIPAL -> principals(incident);
    };
  }

  /// Tokens that can still be revoked.
  Set<String> living(Reaction.Whom whom, IncidentFacts incident) {
    Set<String> all = new LinkedHashSet<>();
    switch (whom) {
      case TOKEN ->
          incident.tokens().stream()
              .flatMap(id -> find(id).stream())
              .filter(token -> !token.isRevoked())
              .forEach(token -> all.add(token.id()));
      case PRINCIPAL -> principals(incident).forEach(principal -> all.addAll(tokensOf(principal)));
    }
    return all;
  }

  private Set<String> principals(IncidentFacts incident) {
    Set<String> all = new LinkedHashSet<>();
    if (incident.about().equals("principal")) {
      all.add(incident.subject());
    } else {
      incident.tokens().stream()
          .flatMap(id -> find(id).stream())
          .forEach(token -> all.add(token.principal().id()));
    }
    return all;
  }

  private Optional<Token> find(String id) {
    try {
      return Optional.of(tokens.find(id));
    } catch (Fault.NotFound e) {
      return Optional.empty();
    }
  }

  private List<String> tokensOf(String principal) {
    Set<String> all = new LinkedHashSet<>();
    @Nullable String cursor = null;
    do {
      TokenPage page = tokens.list(new TokenFilter(principal, null, null), PAGE, cursor);
      page.tokens().stream().filter(t -> !t.isRevoked()).forEach(t -> all.add(t.id()));
      cursor = page.next();
    } while (cursor != null);
    return List.copyOf(all);
  }
}
