package dev.warder.react.signal;

import dev.warder.model.Fault;
import dev.warder.model.Token;
import dev.warder.token.TokenFilter;
import dev.warder.token.TokenPage;
import dev.warder.token.Tokens;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds out whom an event is about.
public final class Subjects {
  private static final int PAGE = 1_000;

  private final Prefixes prefixes;
  private final Tokens tokens;

  public Subjects(Prefixes prefixes, Tokens tokens) {
    this.prefixes = prefixes;
    this.tokens = tokens;
  }

  /// Those that it names, and that its issuer may speak of: principals, and tokens (`tok_...`).
  Set<String> of(SecurityEvent event) {
    Set<String> names = new LinkedHashSet<>();
    for (String name : event.names(prefixes)) {
      if (prefixes.maySpeakOf(event.issuer(), principal(name))) {
        names.add(name);
      }
    }
    return names;
  }

  private String principal(String name) {
    try {
      return SecurityEvent.isToken(name) ? tokens.find(name).principal().id() : name;
    } catch (Fault.NotFound e) {
      return "";
    }
  }

  /// The tokens of that name that can still be revoked: itself, or those of a principal.
  List<String> living(String name) {
    List<String> all = new ArrayList<>();
    if (SecurityEvent.isToken(name)) {
      try {
        add(tokens.find(name), all);
      } catch (Fault.NotFound e) {
        return List.of();
      }
      return all;
    }
    @Nullable String cursor = null;
    do {
      TokenPage page = tokens.list(new TokenFilter(name, null, null), PAGE, cursor);
      page.tokens().forEach(each -> add(each, all));
      cursor = page.next();
    } while (cursor != null);
    return all;
  }

  private static void add(Token token, List<String> all) {
    if (!token.isRevoked()) {
      all.add(token.id());
    }
  }
}
