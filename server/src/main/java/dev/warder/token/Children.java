package dev.warder.token;

import dev.warder.model.Binding;
import dev.warder.model.Cidr;
import dev.warder.model.Fault;
import dev.warder.model.Ties;
import dev.warder.model.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes a token's child: for a while, never wider than its parent in anything, and never alive
/// without it (RFC 8693).
final class Children {
  private static final Duration USUAL = Duration.ofMinutes(15);
  private static final String OURS = "warder:";

  private Children() {}

  /// @param actor the token of who shall use it for its principal; absent where that is itself
  /// @throws Fault.Invalid where it would be wider, or the parent can have none
  static NewToken of(
      Token parent, @Nullable Token actor, ChildRequest wanted, TokenIndex index, Instant now) {
    refuseWhoCannot(parent, index);
    List<String> parents = new ArrayList<>(List.of(parent.id()));
    List<String> actors = new ArrayList<>(parent.ties().actors());
    if (actor != null) {
      parents.add(actor.id());
      actors.addFirst(actor.principal().id());
    }
    Ties ties =
        new Ties(binding(parent, wanted), parents, parent.account(), actors, wanted.calls());
    return new NewToken(
        parent.principal(),
        parent.name(),
        scopes(parent, wanted),
        life(parent, actor, wanted, now),
        cidrs(parent, wanted),
        parent.rateLimit(), // in one account with its parent's
        Map.copyOf(parent.tags()),
        ties);
  }

  private static void refuseWhoCannot(Token parent, TokenIndex index) {
    if (!parent.isKept()) {
      throw new Fault.Invalid("only a token that Warder made can be exchanged");
    }
    if (parent.ties().calls() != null) {
      throw new Fault.Invalid("a token for a number of calls cannot be exchanged");
    }
    if (depth(parent, index) >= Verifier.DEEPEST) {
      throw new Fault.Invalid("a token has at most " + Verifier.DEEPEST + " ancestors");
    }
  }

  private static int depth(Token token, TokenIndex index) {
    int deepest = 0;
    for (String id : token.ties().parents()) {
      Token parent = index.find(id).orElse(null);
      deepest = Math.max(deepest, 1 + (parent == null ? 0 : depth(parent, index)));
    }
    return deepest;
  }

  /// Power over Warder itself is not handed on.
  private static List<String> scopes(Token parent, ChildRequest wanted) {
    List<String> own = parent.scopes().stream().filter(s -> !s.startsWith(OURS)).toList();
    List<String> scopes = wanted.scopes();
    if (scopes == null) {
      return own;
    }
    if (!own.containsAll(scopes)) {
      throw new Fault.Invalid("scope asks for more than the token may hand on");
    }
    return scopes;
  }

  private static Duration life(
      Token parent, @Nullable Token actor, ChildRequest wanted, Instant now) {
    Instant end = now.plus(wanted.ttl() == null ? USUAL : wanted.ttl());
    end = earlier(end, parent.expiresAt());
    end = actor == null ? end : earlier(end, actor.expiresAt());
    Duration life = Duration.between(now, end);
    if (!life.isPositive()) {
      throw new Fault.Invalid("the token is at its end");
    }
    return life;
  }

  private static Instant earlier(Instant one, @Nullable Instant other) {
    return other != null && other.isBefore(one) ? other : one;
  }

  private static List<Cidr> cidrs(Token parent, ChildRequest wanted) {
    List<Cidr> cidrs = wanted.allowCidrs();
    if (cidrs == null || cidrs.isEmpty()) {
      return parent.allowCidrs();
    }
    boolean inside =
        parent.allowCidrs().isEmpty()
            || cidrs.stream()
                .allMatch(c -> parent.allowCidrs().stream().anyMatch(p -> contains(p, c)));
    if (!inside) {
      throw new Fault.Invalid("allow_cidrs holds a network outside of the token's");
    }
    return cidrs;
  }

  private static boolean contains(Cidr outer, Cidr inner) {
    return outer.bits() <= inner.bits() && outer.contains(inner.network());
  }

  private static @Nullable Binding binding(Token parent, ChildRequest wanted) {
    Binding own = parent.ties().binding();
    Binding other = wanted.binding();
    if (own == null || other == null) {
      return own == null ? other : own;
    }
    if (own.way() != other.way() || !own.thumbprint().equals(other.thumbprint())) {
      throw new Fault.Invalid("the token belongs to another key");
    }
    return own;
  }
}
